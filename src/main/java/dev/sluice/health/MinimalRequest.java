package dev.sluice.health;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import dev.sluice.config.ChannelConfig;
import dev.sluice.protocol.Protocol;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cheapest real request of each protocol.
 *
 * @param path below the channel's prefix
 */
record MinimalRequest(String path, Buffer body) {

  private static final int TOKENS = 16;
  private static final String WORD = "Hi";

  static MinimalRequest of(Protocol protocol, String model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return switch (protocol) {
      case ANTHROPIC -> {
        body.put("model", model).put("max_tokens", TOKENS);
        body.putArray("messages").addObject().put("role", "user").put("content", WORD);
        yield of("/messages", body);
      }
      case OPENAI_CHAT -> {
        body.put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", WORD);
        yield of("/chat/completions", body);
      }
      case OPENAI_RESPONSES -> {
        body.put("model", model).put("max_output_tokens", TOKENS).put("input", WORD);
        yield of("/responses", body);
      }
      case GEMINI -> {
        body.putArray("contents").addObject().putArray("parts").addObject().put("text", WORD);
        body.putObject("generationConfig").put("maxOutputTokens", TOKENS);
        yield of("/models/" + encoded(model) + ":generateContent", body);
      }
    };
  }

  private static MinimalRequest of(String path, ObjectNode body) {
    return new MinimalRequest(path, Buffer.buffer(body.toString()));
  }

  private static String encoded(String model) {
    return java.net.URLEncoder.encode(model, java.nio.charset.StandardCharsets.UTF_8)
        .replace("+", "%20");
  }

  /** What the channel's own rules say should be asked for; empty: the upstream has to be asked. */
  static Optional<String> model(ChannelConfig channel) {
    Optional<String> listed =
        channel.models().stream()
            .filter(Glob::isExact)
            .map(Glob::pattern)
            .map(name -> mapped(channel, name))
            .findFirst();
    return listed.or(() -> channel.modelMap().values().stream().findFirst());
  }

  /** As the upstream calls what callers call {@code name}. */
  static String mapped(ChannelConfig channel, String name) {
    return channel.modelMap().entrySet().stream()
        .filter(entry -> entry.getKey().matches(name))
        .max(Comparator.comparingInt(entry -> entry.getKey().specificity()))
        .map(Map.Entry::getValue)
        .orElse(name);
  }

  /** The one of an upstream's models that looks cheapest. */
  static String cheapest(Protocol protocol, List<String> offered) {
    String hint =
        switch (protocol) {
          case ANTHROPIC -> "haiku";
          case OPENAI_CHAT, OPENAI_RESPONSES -> "mini";
          case GEMINI -> "flash";
        };
    String usual =
        switch (protocol) {
          case ANTHROPIC -> "claude-haiku-4-5";
          case OPENAI_CHAT, OPENAI_RESPONSES -> "gpt-5-mini";
          case GEMINI -> "gemini-2.5-flash";
        };
    return offered.stream()
        .filter(name -> name.contains(hint))
        .findFirst()
        .or(() -> offered.stream().findFirst())
        .orElse(usual);
  }
}
