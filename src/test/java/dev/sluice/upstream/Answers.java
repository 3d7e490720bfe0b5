package dev.sluice.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Protocol;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** Answers of upstreams, written short. */
final class Answers {

  static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  private Answers() {}

  static Verdict judged(int status, String body) {
    return judged(status, Map.of(), body);
  }

  static Verdict judged(int status, Map<String, String> headers, String body) {
    return judged(Protocol.ANTHROPIC, status, headers, body);
  }

  static Verdict judged(Protocol protocol, int status, Map<String, String> headers, String body) {
    HeaderLookup lookup = name -> headers.get(name.toLowerCase(Locale.ROOT));
    return Classifier.answer(protocol, status, lookup, body.getBytes(UTF_8), NOW);
  }

  static Verdict firstEvent(String data) {
    return Classifier.streamError(data.getBytes(UTF_8), NOW);
  }

  static String anthropic(String type, String message) {
    return """
    {"type":"error","error":{"type":"%s","message":"%s"}}\
    """
        .formatted(type, message);
  }

  static String openai(String message) {
    return """
    {"error":{"message":"%s","type":"invalid_request_error","param":null,"code":null}}\
    """
        .formatted(message);
  }
}
