package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.anthropic.AnthropicGrammar;
import dev.sluice.protocol.chat.ChatGrammar;
import dev.sluice.protocol.gemini.GeminiGrammar;
import dev.sluice.protocol.responses.ResponsesGrammar;
import java.util.Optional;

/** A caller of each protocol and the grammar of what it may be told. */
enum CallerGrammar {
  ANTHROPIC(
      Protocol.ANTHROPIC,
      "{\"model\":\"m\",\"max_tokens\":9,\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
  CHAT(
      Protocol.OPENAI_CHAT,
      "{\"model\":\"m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
  CHAT_WITH_USAGE(
      Protocol.OPENAI_CHAT,
      "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"),
  RESPONSES(
      Protocol.OPENAI_RESPONSES,
      "{\"model\":\"m\",\"stream\":true,\"input\":\"Hi\",\"store\":false}"),
  CODEX(
      Protocol.OPENAI_RESPONSES,
      "{\"model\":\"m\",\"stream\":true,\"input\":\"Hi\",\"store\":false}"),
  GEMINI(Protocol.GEMINI, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}"),
  GEMINI_ARRAY(
      Protocol.GEMINI, "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}]}");

  private final Protocol protocol;

  @SuppressWarnings("ImmutableEnumChecker") // nobody changes it
  private final CallerRequest request;

  CallerGrammar(Protocol protocol, String body) {
    this.protocol = protocol;
    this.request = read(body);
  }

  private CallerRequest read(String body) {
    boolean codex = name().equals("CODEX");
    var asked =
        new Asked(
            "m",
            true,
            name().equals("GEMINI_ARRAY"),
            header ->
                Optional.of("codex_cli_rs/0.160.0 (Linux)")
                    .filter(_ -> codex && header.equals("user-agent")));
    try {
      return CallerSide.of(protocol).read(asked, Conversions.object(body), new Losses());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  CallerRequest request() {
    return request;
  }

  /** Throws unless this is a whole and legal stream. */
  void check(byte[] stream) {
    switch (this) {
      case ANTHROPIC -> AnthropicGrammar.check(stream);
      case CHAT -> ChatGrammar.check(new String(stream, UTF_8), false);
      case CHAT_WITH_USAGE -> ChatGrammar.check(new String(stream, UTF_8), true);
      case RESPONSES, CODEX -> ResponsesGrammar.checkWhole(stream);
      case GEMINI -> GeminiGrammar.check(new String(stream, UTF_8), false);
      case GEMINI_ARRAY -> GeminiGrammar.check(new String(stream, UTF_8), true);
    }
  }

  /** Throws unless this is a whole and legal answer. */
  void checkWhole(byte[] answer) {
    JsonNode json =
        Json.tree(answer).orElseThrow(() -> new AssertionError(new String(answer, UTF_8)));
    switch (this) {
      case ANTHROPIC -> demand(json.path("stop_reason").isTextual(), json);
      case CHAT, CHAT_WITH_USAGE -> demand(json.at("/choices/0/finish_reason").isTextual(), json);
      case RESPONSES, CODEX -> demand(json.path("status").isTextual(), json);
      case GEMINI, GEMINI_ARRAY -> GeminiGrammar.check(json);
    }
  }

  private static void demand(boolean legal, JsonNode json) {
    if (!legal) {
      throw new AssertionError(json);
    }
  }
}
