package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However the bytes of a stream are cut, a tap tells the same. */
final class StreamTapSplitTest {

  private static final Pattern EVENT_END = Pattern.compile("\n\n|\r\n\r\n|\r\r");

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC,01-anthropic-thinking-text-tool",
    "ANTHROPIC,10-anthropic-refusal-empty",
    "ANTHROPIC,11-anthropic-midstream-overload",
    "ANTHROPIC,19-anthropic-progress-updates",
    "OPENAI_CHAT,02-chat-parallel-tools-interleaved",
    "OPENAI_CHAT,03-chat-deepseek-reasoning-crlf-no-done",
    "OPENAI_CHAT,04-chat-truncated-mid-tool",
    "OPENAI_CHAT,14-chat-kimi-ids-usage-in-choice",
    "OPENAI_RESPONSES,05-responses-reasoning-function",
    "OPENAI_RESPONSES,06-responses-context-error",
    "OPENAI_RESPONSES,15-responses-interleaved-rotating-ids",
    "GEMINI,07-gemini-thought-functioncall",
    "GEMINI,08-gemini-prompt-blocked",
    "GEMINI,09-vertex-partial-args",
  })
  void recordedStreams(Protocol protocol, String name) {
    byte[] stream = Streams.read(name);
    Property.holds(15, chance -> checkCuts(protocol, stream, chance));
  }

  @Test
  void generatedStreams() {
    Property.holds(
        120,
        chance -> {
          for (Protocol protocol : Protocol.values()) {
            checkCuts(protocol, StreamText.of(protocol, chance), chance);
          }
        });
  }

  @Test
  void frameOfOursChangesNothingWhereTheTapAllowsIt() {
    Property.holds(
        120,
        chance -> {
          for (Protocol protocol : Protocol.values()) {
            byte[] stream = StreamText.of(protocol, chance);
            var expected = Snapshot.of(Streams.tapped(protocol, stream));
            byte[] longer = withComments(protocol, stream, chance);
            assertThat(Snapshot.of(Streams.tapped(protocol, longer)))
                .as(new String(longer, UTF_8))
                .isEqualTo(expected);
          }
        });
  }

  private static byte[] withComments(Protocol protocol, byte[] stream, Random chance) {
    var tap = Dialect.of(protocol).streamTap();
    var out = new ByteArrayOutputStream();
    for (int at = 0; at < stream.length; at++) {
      boolean start = at < 3;
      if (!start && tap.betweenEvents() && chance.nextBoolean()) {
        out.writeBytes(Dialect.of(protocol).waiting());
      }
      tap.feed(stream, at, 1);
      out.write(stream[at]);
    }
    return out.toByteArray();
  }

  private static void checkCuts(Protocol protocol, byte[] stream, Random chance) {
    var ends = eventEnds(stream);
    var cuts = cuts(stream.length, chance);
    var pieces = Dialect.of(protocol).streamTap();
    var stops = new TreeSet<>(cuts);
    stops.addAll(ends);
    int from = 0;
    for (int stop : stops) {
      feedCopy(pieces, stream, from, stop);
      from = stop;
      if (ends.contains(stop)) {
        byte[] soFar = Arrays.copyOf(stream, stop);
        assertThat(Snapshot.of(pieces))
            .as(new String(soFar, UTF_8))
            .isEqualTo(Snapshot.of(Streams.tapped(protocol, soFar)));
        assertThat(pieces.betweenEvents()).isEqualTo(stream[stop - 1] == '\n');
      }
    }
    var loose = Dialect.of(protocol).streamTap();
    from = 0;
    for (int stop : cuts) {
      feedCopy(loose, stream, from, stop);
      from = stop;
    }
    assertThat(Snapshot.of(loose)).isEqualTo(Snapshot.of(Streams.tapped(protocol, stream)));
  }

  /** The tap must not lean on bytes that it was lent. */
  private static void feedCopy(StreamTap tap, byte[] stream, int from, int to) {
    byte[] lent = Arrays.copyOfRange(stream, from, to);
    tap.feed(lent, 0, lent.length);
    Arrays.fill(lent, (byte) '#');
  }

  private static SortedSet<Integer> cuts(int length, Random chance) {
    var cuts = new TreeSet<Integer>();
    boolean everyByte = length < 20_000 && chance.nextInt(4) == 0;
    int most = 1 + chance.nextInt(300);
    for (int at = 0; at < length; at += everyByte ? 1 : 1 + chance.nextInt(most)) {
      cuts.add(at);
    }
    cuts.add(length);
    return cuts;
  }

  private static SortedSet<Integer> eventEnds(byte[] stream) {
    var ends = new TreeSet<Integer>();
    var end = EVENT_END.matcher(new String(stream, ISO_8859_1));
    while (end.find()) {
      ends.add(end.end());
    }
    return ends;
  }
}
