package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Treatment.Kind;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.MessageRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing vanishes: every part arrives, is warned of, or is refused by name, as the tables say. */
final class TreatmentTest {

  static final String CHANNEL = "here";

  static Stream<Arguments> everyPartAtEveryUpstream() {
    return Arrays.stream(Protocol.values())
        .flatMap(
            upstream -> Arrays.stream(Part.values()).map(part -> Arguments.of(upstream, part)));
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theTableIsTotal(Protocol upstream) {
    assertThat(UpstreamSide.of(upstream).treatments()).containsOnlyKeys(Part.values());
  }

  @ParameterizedTest
  @MethodSource("everyPartAtEveryUpstream")
  void whatTheTableSaysIsWhatHappens(Protocol upstream, Part part) throws Exception {
    Treatment said = requireNonNull(UpstreamSide.of(upstream).treatments().get(part));
    var losses = new Losses();
    String sample = PartSamples.of(part, upstream).toString();
    try {
      String written = written(upstream, part, losses);
      assertThat(said.kind()).as(written).isNotEqualTo(Kind.REFUSED);
      assertThat(losses.parts().contains(part))
          .as("warned: " + losses.line())
          .isEqualTo(said.kind() == Kind.DEGRADED);
      if (said.kind() == Kind.CARRIED || said.kind() == Kind.MAPPED) {
        assertThat(!telling(part, sample) || written.contains(PartSamples.MARK))
            .as(written)
            .isTrue();
      }
    } catch (Inexpressible e) {
      assertThat(said.kind()).as(e.getMessage()).isEqualTo(Kind.REFUSED);
      assertThat(e.part()).isEqualTo(part.text());
    }
  }

  /* Names of people and conversations go to strangers as a hash alone. */
  private static boolean telling(Part part, String sample) {
    return part != Part.USER && part != Part.CONVERSATION && sample.contains(PartSamples.MARK);
  }

  private static String written(Protocol upstream, Part part, Losses losses) throws Exception {
    MessageRequest request =
        CallerSide.of(Protocol.ANTHROPIC)
            .read(Asked.NOTHING, PartSamples.of(part, upstream), new Losses())
            .message();
    if (part == Part.FORMAT_JSON) {
      request = request.withFormat(new AnswerFormat.JsonObject());
    }
    var target = new Target(CHANNEL, model(upstream), UpstreamOptions.DEFAULT);
    return new String(UpstreamSide.of(upstream).write(request, target, losses).body(), UTF_8);
  }

  private static String model(Protocol upstream) {
    return switch (upstream) {
      case ANTHROPIC -> "claude-opus-4-8";
      case OPENAI_CHAT, OPENAI_RESPONSES -> "gpt-4.1";
      case GEMINI -> "gemini-3-pro-preview";
    };
  }
}
