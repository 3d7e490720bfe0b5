package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every entry of the table means what it says on the answer in which it was seen. */
final class ErrorTextsTest {

  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @TestFactory
  Stream<DynamicTest> everyEntryIsUnderstoodInItsOwnAnswer() {
    return entries("error-texts.json")
        .map(entry ->
            DynamicTest.dynamicTest(
                name(entry),
                () ->
                    assertThat(judge(entry).label())
                        .isEqualTo(label(entry.path("means").asText()))));
  }

  @TestFactory
  Stream<DynamicTest> everyEntryFitsItsOwnAnswer() {
    return entries("error-texts.json")
        .map(entry ->
            DynamicTest.dynamicTest(
                name(entry),
                () -> {
                  ErrorBody body = ErrorBody.of(body(entry));
                  if (entry.has("code")) {
                    assertThat(body.codes()).contains(entry.get("code").asText());
                  } else {
                    String pattern = entry.path(entry.has("phrase") ? "phrase" : "word").asText();
                    assertThat(
                            Pattern.compile(pattern, Pattern.MULTILINE)
                                .matcher(body.lower())
                                .find())
                        .isTrue();
                  }
                }));
  }

  @TestFactory
  Stream<DynamicTest> everyRecordedAnswerGetsItsVerdict() {
    return entries("error-bodies.json")
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.path("from").asText() + " " + entry.path("status"),
                () -> assertThat(judge(entry).label()).isEqualTo(entry.path("verdict").asText())));
  }

  @Test
  void everyEntrySaysWhereItWasSeen() {
    assertThat(entries("error-texts.json"))
        .allSatisfy(entry -> assertThat(entry.path("seen").asText()).isNotBlank());
  }

  private static String name(JsonNode entry) {
    return Stream.of("code", "phrase", "word")
        .filter(entry::has)
        .map(kind -> kind + " " + entry.get(kind).asText())
        .findFirst()
        .orElseThrow();
  }

  private static String label(String meaning) {
    return switch (meaning) {
      case "quota" -> "quota_exhausted";
      case "rate_limit" -> "rate_limited";
      case "bad_key" -> "key_rejected";
      case "failed" -> "channel_failed";
      case "rejected" -> "request_rejected";
      default -> meaning;
    };
  }

  private static Verdict judge(JsonNode entry) {
    HeaderLookup headers =
        name -> entry.path("headers").has(name) ? entry.path("headers").path(name).asText() : null;
    return Classifier.answer(
        Protocol.OPENAI_CHAT, entry.path("status").asInt(), headers, body(entry), NOW);
  }

  private static byte[] body(JsonNode entry) {
    JsonNode body = entry.path("body");
    return (body.isTextual() ? body.asText() : body.toString()).getBytes(StandardCharsets.UTF_8);
  }

  private static Stream<JsonNode> entries(String resource) {
    try (InputStream in =
        Objects.requireNonNull(ErrorTextsTest.class.getResourceAsStream(resource))) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
