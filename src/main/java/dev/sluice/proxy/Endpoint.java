package dev.sluice.proxy;

import dev.sluice.protocol.Protocol;
import dev.sluice.upstream.Order;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An inference path, read.
 *
 * @param model where the path names it (Gemini), else the empty string
 * @param suffix of the upstream's path, after its base and, for Gemini, after the model
 */
record Endpoint(Protocol protocol, Task task, String model, String suffix) {

  /** What is asked for. */
  enum Task {
    GENERATE,
    /** By a path that always streams. */
    STREAM,
    COUNT
  }

  private static final Pattern GEMINI = Pattern.compile("/v1(?:beta|alpha)?/models/(.+)");
  private static final Pattern EVENTS = Pattern.compile("[?&]alt=sse(&|$)");

  private static final Endpoint MESSAGES =
      new Endpoint(Protocol.ANTHROPIC, Task.GENERATE, "", "/messages");
  private static final Endpoint COUNT_TOKENS =
      new Endpoint(Protocol.ANTHROPIC, Task.COUNT, "", "/messages/count_tokens");
  private static final Endpoint CHAT =
      new Endpoint(Protocol.OPENAI_CHAT, Task.GENERATE, "", "/chat/completions");
  private static final Endpoint RESPONSES =
      new Endpoint(Protocol.OPENAI_RESPONSES, Task.GENERATE, "", "/responses");

  static Optional<Endpoint> of(String path) {
    return switch (path) {
      case "/v1/messages", "/proxy/v1/messages" -> Optional.of(MESSAGES);
      case "/v1/messages/count_tokens", "/proxy/v1/messages/count_tokens" ->
          Optional.of(COUNT_TOKENS);
      case "/v1/chat/completions" -> Optional.of(CHAT);
      case "/v1/responses" -> Optional.of(RESPONSES);
      default -> {
        var gemini = GEMINI.matcher(path);
        yield gemini.matches() ? gemini(gemini.group(1)) : Optional.empty();
      }
    };
  }

  /** Whether it is spelt like a method of one of Gemini's models, served or not. */
  static boolean isGeminiMethod(String path) {
    return path.indexOf(':') >= 0 && GEMINI.matcher(path).matches();
  }

  private static Optional<Endpoint> gemini(String encoded) {
    String rest;
    try {
      rest = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    int colon = rest.lastIndexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String action = rest.substring(colon);
    String model = rest.substring(0, colon);
    return switch (action) {
      case ":generateContent" -> Optional.of(gemini(Task.GENERATE, model, action));
      case ":streamGenerateContent" -> Optional.of(gemini(Task.STREAM, model, action));
      case ":countTokens" -> Optional.of(gemini(Task.COUNT, model, action));
      default -> Optional.empty();
    };
  }

  private static Endpoint gemini(Task task, String model, String action) {
    return new Endpoint(Protocol.GEMINI, task, model, action);
  }

  boolean namesModelInPath() {
    return !model.isEmpty();
  }

  /**
   * The path below a channel's base.
   *
   * @param upstreamModel as the upstream is to be asked for it
   */
  String pathFor(String upstreamModel) {
    return namesModelInPath()
        ? "/models/"
            + URLEncoder.encode(upstreamModel, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
            + suffix
        : suffix;
  }

  /**
   * In which shape the answer is to come.
   *
   * @param streamAsked whether the body says {@code "stream": true}
   */
  Order.Shape shape(boolean streamAsked, String query) {
    return switch (task) {
      case COUNT -> Order.Shape.WHOLE;
      case GENERATE ->
          streamAsked && protocol != Protocol.GEMINI ? Order.Shape.STREAM : Order.Shape.WHOLE;
      case STREAM -> EVENTS.matcher(query).find() ? Order.Shape.STREAM : Order.Shape.ARRAY;
    };
  }
}
