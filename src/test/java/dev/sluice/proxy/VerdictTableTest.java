package dev.sluice.proxy;

import static dev.sluice.channel.KeyState.Phase.COOLING;
import static dev.sluice.channel.KeyState.Phase.READY;
import static dev.sluice.channel.KeyState.Phase.REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.KeyState.Phase;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every verdict: who is asked next, and what key and channel suffer. */
final class VerdictTableTest {

  private static final int FAILURE = 2;

  /**
   * One line of the table.
   *
   * @param says what key {@code a1} is told first
   * @param asked all keys that are asked
   * @param key what becomes of {@code a1}
   * @param against what is held against the channel afterwards
   * @param order of the first channel's keys afterwards
   */
  private record Row(String name, Script says, String asked, Phase key, int against, String order) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> recovered() {
    return Stream.concat(Stream.concat(keys(), channels()), overloads());
  }

  private static Stream<Row> keys() {
    return Stream.of(
        new Row("an answer", Answers.anthropicStream("from ", "afar"), "a1", READY, 0, "a1 a2"),
        quota("no credit left", Answers.outOfCredit()),
        quota("402", Answers.error(402, "billing_error", "Payment required")),
        quota("429 that names the quota", Answers.outOfQuota()),
        quota("403 in Chinese", Answers.error(403, "forbidden", "用户额度不足")),
        quota(
            "quota as the first event",
            Answers.errorAsFirstEvent("billing_error", "Your credit balance is too low")),
        limited("429 with a pause", Answers.rateLimited(7)),
        limited(
            "429 without one",
            Answers.error(429, "rate_limit_error", "Number of requests exceeded")),
        limited(
            "a rate limit as the first event",
            Answers.errorAsFirstEvent("rate_limit_error", "This request would exceed your limit")),
        new Row("401", Answers.keyRejected(), "a1 a2", REJECTED, 0, "a2 a1"),
        new Row(
            "403 that names the key",
            Answers.error(403, "permission_error", "Invalid API key"),
            "a1 a2",
            REJECTED,
            0,
            "a2 a1"),
        new Row("403 that names nothing", Answers.json(403, "{}"), "a1 a2", COOLING, 0, "a2 a1"));
  }

  private static Row quota(String name, Script says) {
    return new Row(name, says, "a1 a2", COOLING, 0, "a2 a1");
  }

  private static Row limited(String name, Script says) {
    return new Row(name, says, "a1 a2", COOLING, 0, "a1 a2");
  }

  private static Stream<Row> channels() {
    return Stream.of(
        failed("500", Answers.broken()),
        failed("502 with a page", Script.whole(502, "text/html", Buffer.buffer("<html>"))),
        failed("504", Answers.json(504, "")),
        failed("408", Answers.error(408, "timeout_error", "Too slow")),
        failed("a redirect", Answers.json(307, "", "location: http://127.0.0.1:1/v1/messages")),
        failed("404 that names no model", Answers.json(404, "{\"error\":\"no such page\"}")),
        failed("an empty 200", Answers.empty()),
        failed("a page with 200", Answers.html()),
        failed("an error as the first event", Answers.errorAsFirstEvent("api_error", "Oops")),
        failed("a hang-up instead of a head", Script.of(Step.reset())),
        failed("a hang-up before content", Answers.openStream(List.of()).then(Step.reset())),
        failed("pings alone", Answers.pingsOnly(2)),
        new Row("a missing model", missing(), "a1 b1", READY, 0, "a1 a2"));
  }

  private static Row failed(String name, Script says) {
    return new Row(name, says, "a1 b1", READY, FAILURE, "a1 a2");
  }

  private static Script missing() {
    return Answers.error(404, "not_found_error", "model: claude-sonnet-4-5");
  }

  private static Stream<Row> overloads() {
    return Stream.of(
        new Row("529", Answers.overloaded(), "a1 a1 b1", READY, FAILURE, "a1 a2"),
        new Row(
            "overload as the first event",
            Answers.errorAsFirstEvent("overloaded_error", "Overloaded"),
            "a1 a1 b1",
            READY,
            FAILURE,
            "a1 a2"));
  }

  @ParameterizedTest
  @MethodSource("recovered")
  void theTurnSurvivesAndEachPartIsBlamedForItsOwn(Row row) {
    try (Scene scene = new Scene()) {
      scene.first.answersKey("a1", row.says());
      scene.channel(0).putObject("timeouts").put("firstByteMs", 300);
      scene.open();
      RawAnswer answer = scene.ask(Scene.STREAMED);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).contains("from ", "afar", "message_stop");
      assertThat(answer.header("x-sluice-attempts"))
          .contains(Integer.toString(row.asked().split(" ").length));
      Waiting.until("it is settled", () -> !scene.gateway().records().isEmpty());
      assertThat(scene.asked()).isEqualTo(row.asked());
      assertThat(scene.key("a1").phase()).isEqualTo(row.key());
      assertThat(scene.heldAgainst()).isEqualTo(row.against());
      assertThat(scene.order()).isEqualTo(row.order());
      assertThat(scene.live(0).state().active()).isZero();
    }
  }
}
