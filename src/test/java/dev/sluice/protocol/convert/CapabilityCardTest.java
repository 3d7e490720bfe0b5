package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.CapabilityCard.Source;
import dev.sluice.protocol.convert.Treatment.Kind;
import dev.sluice.protocol.message.AnswerFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A card is held to what is sent, under every value of every option and under every preset. */
final class CapabilityCardTest {

  /** Under these a part is warned of by another's name. */
  private static final Map<Part, Part> WARNED_AS =
      Map.of(Part.TOOL_RESULT_IMAGE, Part.IMAGE_BASE64);

  /** What these say stands elsewhere, is hashed, or is the signature that others cannot read. */
  private static final Set<Part> UNTOLD =
      Set.of(Part.USER, Part.CONVERSATION, Part.STOP_SEQUENCES, Part.THINKING_GENUINE);

  static Stream<Arguments> everyOptionOfEveryType() {
    return Arrays.stream(Protocol.values())
        .flatMap(type ->
            Arrays.stream(ChannelOption.values())
                .flatMap(option ->
                    values(option)
                        .map(value ->
                            Arguments.of(type, UpstreamOptions.DEFAULT.with(option, value)))));
  }

  private static Stream<JsonNode> values(ChannelOption option) {
    return switch (option.kind()) {
      case OptionKind.Flag _ -> Stream.of(BooleanNode.TRUE, BooleanNode.FALSE);
      case OptionKind.OneOf(var names) -> names.stream().map(TextNode::valueOf);
      case OptionKind.Whole(int least, int most) ->
          Stream.of(IntNode.valueOf(least), IntNode.valueOf(most));
      case OptionKind.SomeOf _, OptionKind.Members _ -> Stream.of();
    };
  }

  static Stream<ProviderPreset> presets() {
    return ProviderPreset.all().stream();
  }

  @ParameterizedTest
  @MethodSource("everyOptionOfEveryType")
  void aCardSaysWhatIsSent(Protocol type, UpstreamOptions options) throws Exception {
    var plain = CapabilityCard.of(type, "unheard-of.example", options);
    assertCard(plain);
  }

  @ParameterizedTest
  @MethodSource("presets")
  void aPresetsCardSaysWhatIsSent(ProviderPreset preset) throws Exception {
    String host =
        preset.hosts().isEmpty()
            ? "unheard-of.example"
            : preset.hosts().getFirst().pattern().replace("*", "x");
    for (Protocol type : List.of(Protocol.OPENAI_CHAT, Protocol.OPENAI_RESPONSES)) {
      var card = CapabilityCard.of(type, host, UpstreamOptions.DEFAULT);
      assertThat(card.preset()).contains(preset);
      assertCard(card);
    }
  }

  private static void assertCard(CapabilityCard card) throws Exception {
    assertThat(card.treatments()).containsOnlyKeys(Part.values());
    for (Part part : Part.values()) {
      assertPart(card, part);
    }
  }

  private static void assertPart(CapabilityCard card, Part part) throws Exception {
    Treatment said = requireNonNull(card.treatments().get(part));
    var losses = new Losses();
    try {
      String written = written(card, part, losses);
      assertThat(said.kind()).as("%s: %s", part, written).isNotEqualTo(Kind.REFUSED);
      boolean warned =
          losses.parts().contains(part)
              || losses.parts().contains(WARNED_AS.getOrDefault(part, part));
      assertThat(warned)
          .as("%s is %s; warned: %s", part, said, losses.line())
          .isEqualTo(said.kind() == Kind.DEGRADED);
      boolean arrives = said.kind() == Kind.CARRIED || said.kind() == Kind.MAPPED;
      if (arrives && telling(part, card.type())) {
        assertThat(written).as("%s", part).contains(PartSamples.MARK);
      }
    } catch (Inexpressible e) {
      assertThat(said.kind()).as("%s: %s", part, e.getMessage()).isEqualTo(Kind.REFUSED);
    }
  }

  private static boolean telling(Part part, Protocol type) {
    return !UNTOLD.contains(part)
        && PartSamples.of(part, type).toString().contains(PartSamples.MARK);
  }

  private static String written(CapabilityCard card, Part part, Losses losses) throws Exception {
    var request =
        CallerSide.of(Protocol.ANTHROPIC)
            .read(Asked.NOTHING, PartSamples.of(part, card.type()), new Losses())
            .message();
    if (part == Part.FORMAT_JSON) {
      request = request.withFormat(new AnswerFormat.JsonObject());
    }
    var target = new Target(TreatmentTest.CHANNEL, model(card.type()), card.effective());
    return new String(UpstreamSide.of(card.type()).write(request, target, losses).body(), UTF_8);
  }

  private static String model(Protocol type) {
    return switch (type) {
      case ANTHROPIC -> "claude-opus-4-8";
      case OPENAI_CHAT, OPENAI_RESPONSES -> "gpt-4.1";
      case GEMINI -> "gemini-3-pro-preview";
    };
  }

  @Test
  void everyOptionSaysWhoseWordItIs() {
    var own = UpstreamOptions.DEFAULT.with(ChannelOption.IMAGES, BooleanNode.TRUE);
    var card = CapabilityCard.of(Protocol.OPENAI_CHAT, "api.deepseek.com", own);
    assertThat(card.source(ChannelOption.IMAGES)).isEqualTo(Source.CHANNEL);
    assertThat(card.source(ChannelOption.DOCUMENTS)).isEqualTo(Source.PRESET);
    assertThat(card.source(ChannelOption.PREFILL)).isEqualTo(Source.DEFAULT);
    assertThat(requireNonNull(card.treatments().get(Part.IMAGE_URL)).kind()).isEqualTo(Kind.MAPPED);
    assertThat(requireNonNull(card.treatments().get(Part.DOCUMENT_PDF)).kind())
        .isEqualTo(Kind.DEGRADED);
  }
}
