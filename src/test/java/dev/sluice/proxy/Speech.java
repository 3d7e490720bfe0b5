package dev.sluice.proxy;

import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Script;

/**
 * A streamed turn in one protocol.
 *
 * @param overloaded what the protocol calls an overload
 */
record Speech(String path, String model, String body, Script good, String overloaded) {

  static Speech of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC ->
          new Speech(
              "/v1/messages",
              "claude-sonnet-4-5",
              Scene.STREAMED,
              Answers.anthropicStream("from ", "afar"),
              "overloaded_error");
      case OPENAI_CHAT ->
          new Speech(
              "/v1/chat/completions",
              "gpt-5",
              "{\"model\":\"gpt-5\",\"stream\":true,\"messages\":[]}",
              Answers.chatStream("from ", "afar"),
              "server_error");
      case OPENAI_RESPONSES ->
          new Speech(
              "/v1/responses",
              "gpt-5",
              "{\"model\":\"gpt-5\",\"stream\":true,\"input\":[]}",
              Answers.responsesStream("from ", "afar"),
              "server_error");
      case GEMINI ->
          new Speech(
              "/v1beta/models/gemini-3-pro:streamGenerateContent?alt=sse",
              "gemini-3-pro",
              "{\"contents\":[]}",
              Answers.geminiStream("from ", "afar"),
              "UNAVAILABLE");
    };
  }
}
