package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.MessageRequest;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer through every upstream's decoder, the right one and the wrong ones, to every caller:
 * what comes out is legal in the caller's protocol, and the same however the bytes were cut.
 */
final class EveryWayTest {

  private static final int[] CUTS = {1, 2, 3, 7, 64};

  private static final List<String> FIXTURES =
      List.of(
          "01-anthropic-thinking-text-tool.in.sse",
          "02-chat-parallel-tools-interleaved.in.sse",
          "03-chat-deepseek-reasoning-crlf-no-done.in.sse",
          "04-chat-truncated-mid-tool.in.sse",
          "05-responses-reasoning-function.in.sse",
          "06-responses-context-error.in.sse",
          "07-gemini-thought-functioncall.in.sse",
          "08-gemini-prompt-blocked.in.sse",
          "09-vertex-partial-args.in.sse",
          "10-anthropic-refusal-empty.in.sse",
          "11-anthropic-midstream-overload.in.sse",
          "14-chat-kimi-ids-usage-in-choice.in.sse",
          "15-responses-interleaved-rotating-ids.in.sse",
          "17-anthropic-context-error.in.http.json",
          "19-anthropic-progress-updates.in.sse");

  static Stream<Arguments> fixtures() {
    return FIXTURES.stream()
        .flatMap(
            name -> Arrays.stream(Protocol.values()).map(upstream -> Arguments.of(upstream, name)));
  }

  static Stream<Arguments> hostile() {
    return Arrays.stream(Protocol.values())
        .flatMap(upstream ->
            HostileAnswers.of(upstream).entrySet().stream()
                .map(each -> Arguments.of(upstream, each.getKey(), each.getValue())));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aRecordedAnswerIsLegalForEveryCaller(Protocol upstream, String name) {
    everyWay(upstream, Conversions.read(name));
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void anAnswerThatEndsAnywhereIsLegalForEveryCaller(Protocol upstream, String name) {
    byte[] all = Conversions.read(name);
    for (int end = 0; end < all.length; end += 37) {
      byte[] some = Arrays.copyOf(all, end);
      for (CallerGrammar caller : CallerGrammar.values()) {
        caller.check(told(upstream, caller, some, some.length));
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("hostile")
  void aHostileAnswerIsLegalForEveryCaller(Protocol upstream, String name, String answer) {
    everyWay(upstream, answer.getBytes(UTF_8));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"OPENAI_CHAT", "GEMINI"})
  void aCharacterThatIsCutInTwoArrivesWhole(Protocol upstream) {
    var answers = HostileAnswers.of(upstream);
    byte[] answer = answers.getOrDefault("a character in two", "").getBytes(UTF_8);
    for (CallerGrammar caller : CallerGrammar.values()) {
      String told = new String(told(upstream, caller, answer, answer.length), UTF_8);
      assertThat(told).doesNotContain("\ufffd");
      assertThat(told).containsAnyOf("\ud83d\ude00", "\\uD83D\\uDE00");
    }
  }

  @Test
  void nothingOfTheRequestIsHeldWhileItsAnswerComes() {
    for (Protocol upstream : Protocol.values()) {
      for (CallerGrammar caller : CallerGrammar.values()) {
        for (boolean streamed : new boolean[] {true, false}) {
          Object translation = translation(upstream, caller, streamed);
          assertThat(Held.by(translation))
              .as("%s for %s, streamed: %s", upstream, caller, streamed)
              .noneMatch(each -> each instanceof MessageRequest || each instanceof UpstreamRequest)
              .noneMatch(each -> each instanceof ObjectNode json && json.has("input"));
        }
      }
    }
  }

  private static void everyWay(Protocol upstream, byte[] answer) {
    for (CallerGrammar caller : CallerGrammar.values()) {
      byte[] atOnce = told(upstream, caller, answer, answer.length);
      check(caller, atOnce);
      for (int cut : CUTS) {
        assertThat(new String(told(upstream, caller, answer, cut), UTF_8))
            .as("cut every %d bytes", cut)
            .isEqualTo(new String(atOnce, UTF_8));
      }
      whole(upstream, caller, answer);
    }
  }

  private static void check(CallerGrammar caller, byte[] stream) {
    try {
      caller.check(stream);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(caller + " is told:\n" + new String(stream, UTF_8), e);
    }
  }

  private static void whole(Protocol upstream, CallerGrammar caller, byte[] answer) {
    AnswerTranslation translation = translation(upstream, caller, false);
    assertThat(translation.feed(answer, 0, answer.length)).isEmpty();
    assertThat(translation.finish()).isEmpty();
    assertThat(translation.done()).isNotEqualTo(translation.fault().isPresent());
    if (translation.done()) {
      caller.checkWhole(translation.answer());
    }
  }

  private static byte[] told(Protocol upstream, CallerGrammar caller, byte[] answer, int cut) {
    AnswerTranslation translation = translation(upstream, caller, true);
    var told = new ByteArrayOutputStream();
    for (int at = 0; at < answer.length; at += cut) {
      told.writeBytes(translation.feed(answer, at, Math.min(cut, answer.length - at)));
    }
    told.writeBytes(translation.finish());
    return told.toByteArray();
  }

  private static AnswerTranslation translation(
      Protocol upstream, CallerGrammar caller, boolean streamed) {
    var target = new Target("here", "m", UpstreamOptions.DEFAULT);
    try {
      UpstreamRequest asked =
          UpstreamSide.of(upstream)
              .write(MessageRequest.draft("m").request(), target, new Losses());
      return new AnswerTranslation(asked, caller.request(), Conversions.TELLING, "here", streamed);
    } catch (Inexpressible e) {
      throw new AssertionError(e);
    }
  }
}
