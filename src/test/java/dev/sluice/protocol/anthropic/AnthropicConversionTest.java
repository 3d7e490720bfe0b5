package dev.sluice.protocol.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Conversions;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnthropicConversionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-anthropic-thinking-text-tool.in.sse",
        "10-anthropic-refusal-empty.in.sse",
        "19-anthropic-progress-updates.in.sse"
      })
  void aStreamThatIsDecodedAndEncodedAgainTellsTheSame(String name) {
    List<StreamEvent> events = Conversions.decode(Protocol.ANTHROPIC, Conversions.read(name));
    byte[] again = Conversions.encode(new AnthropicEncoder(Conversions.TELLING), events);
    assertThat(AnthropicGrammar.check(again)).isTrue();
    assertThat(folded(Conversions.decode(Protocol.ANTHROPIC, again))).isEqualTo(folded(events));
  }

  @Test
  void twoMessagesOfOneNameAreToldUnderTwo() {
    var started = List.<StreamEvent>of(new StreamEvent.Started("same", "m", Spent.UNKNOWN));
    var first = new AnthropicEncoder(new Telling("req-a", "m", 0));
    var second = new AnthropicEncoder(new Telling("req-b", "m", 0));
    assertThat(new String(Conversions.encode(first, started), UTF_8)).contains("\"msg_req-a\"");
    assertThat(new String(Conversions.encode(second, started), UTF_8)).contains("\"msg_req-b\"");
  }

  @Test
  void anErrorInTheMiddleIsTheLastThatIsTold() {
    var events =
        Conversions.decode(
            Protocol.ANTHROPIC, Conversions.read("11-anthropic-midstream-overload.in.sse"));
    assertThat(events.getLast()).isInstanceOf(StreamEvent.Failed.class);
    byte[] again = Conversions.encode(new AnthropicEncoder(Conversions.TELLING), events);
    assertThat(AnthropicGrammar.check(again)).isFalse();
    assertThat(new String(again, UTF_8))
        .contains("overloaded_error")
        .doesNotContain("message_stop");
  }

  @Test
  void aStreamThatIsCutAnywhereIsAFailureAndNeverACleanEnd() {
    byte[] whole = Conversions.read("01-anthropic-thinking-text-tool.in.sse");
    String end = "event: message_stop";
    int last = new String(whole, UTF_8).indexOf(end);
    for (int cut = 0;
        cut <= new String(whole, UTF_8).substring(0, last).getBytes(UTF_8).length;
        cut += 7) {
      var part = new byte[cut];
      System.arraycopy(whole, 0, part, 0, cut);
      var events = Conversions.decode(Protocol.ANTHROPIC, part);
      assertThat(events.getLast()).as("cut at %d", cut).isInstanceOf(StreamEvent.Failed.class);
      byte[] told = Conversions.encode(new AnthropicEncoder(Conversions.TELLING), events);
      assertThat(AnthropicGrammar.check(told)).isFalse();
    }
  }

  @Test
  void whateverComesOnlyLegalSequencesAreTold() {
    byte[] whole = Conversions.read("01-anthropic-thinking-text-tool.in.sse");
    for (long seed = 0; seed < 2_000; seed++) {
      var random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int hit = 0; hit < 1 + random.nextInt(8); hit++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      var events = Conversions.decode(Protocol.ANTHROPIC, damaged);
      assertThat(legal(events)).as("seed %d: %s", seed, events).isTrue();
    }
  }

  private static boolean legal(List<StreamEvent> events) {
    boolean started = false;
    boolean open = false;
    for (int at = 0; at < events.size(); at++) {
      switch (events.get(at)) {
        case StreamEvent.Started _ -> started = true;
        case StreamEvent.BlockStarted _ -> {
          if (open || !started) {
            return false;
          }
          open = true;
        }
        case StreamEvent.BlockEnded _ -> open = false;
        case StreamEvent.Failed _, StreamEvent.Done _ -> {
          return at == events.size() - 1;
        }
        case StreamEvent.Stopped _ -> {
          if (open) {
            return false;
          }
        }
        case StreamEvent.Ping _ -> {}
        case StreamEvent.TextPiece _,
            StreamEvent.ThinkingPiece _,
            StreamEvent.Signature _,
            StreamEvent.InputPiece _,
            StreamEvent.Citation _ -> {
          if (!open) {
            return false;
          }
        }
      }
    }
    return false;
  }

  private static Object folded(List<StreamEvent> events) {
    var fold = new Fold();
    new ArrayList<>(events).forEach(fold);
    assertThat(fold.done()).isTrue();
    var message = fold.message();
    return List.of(message.content(), message.stopReason(), message.usage());
  }
}
