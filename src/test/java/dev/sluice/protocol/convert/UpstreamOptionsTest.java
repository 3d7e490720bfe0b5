package dev.sluice.protocol.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.UpstreamOptions.ReasoningStyle;
import dev.sluice.protocol.message.Effort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is known of providers, and what goes before it. */
final class UpstreamOptionsTest {

  private static UpstreamOptions of(String host, String model) {
    return UpstreamOptions.of(Protocol.OPENAI_CHAT, host, model, UpstreamOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com,openai",
    "res.openai.azure.com,azure",
    "api.deepseek.com,deepseek",
    "dashscope.aliyuncs.com,dashscope",
    "dashscope-intl.aliyuncs.com,dashscope",
    "ws.eu.maas.aliyuncs.com,dashscope",
    "api.moonshot.cn,moonshot",
    "api.z.ai,glm",
    "open.bigmodel.cn,glm",
    "api.minimaxi.com,minimax",
    "openrouter.ai,openrouter",
    "localhost:11434,ollama",
    "10.0.0.7:8000,vllm",
    "localhost:30000,sglang",
    "localhost:8080,llamacpp",
    "localhost:1234,lmstudio",
    "api.groq.com,groq",
    "api.mistral.ai,mistral",
    "api.x.ai,xai",
    "api.together.xyz,together",
    "api.fireworks.ai,fireworks",
    "ark.cn-beijing.volces.com,volcengine",
    "api.siliconflow.cn,siliconflow",
    "gateway.example.com,compatible"
  })
  void aProviderIsKnownByItsHost(String host, String name) {
    assertThat(ProviderPreset.of(Protocol.OPENAI_CHAT, host).orElseThrow().name()).isEqualTo(name);
  }

  @Test
  void rulesThatDependOnTheModelAreItsFamilys() {
    assertThat(of("api.openai.com", "gpt-4.1").sampling())
        .isEqualTo(UpstreamOptions.SamplingRule.ALL);
    assertThat(of("api.openai.com", "gpt-5-mini").sampling())
        .isEqualTo(UpstreamOptions.SamplingRule.NONE);
    assertThat(of("api.openai.com", "gpt-5-chat-latest").reasoning())
        .isEqualTo(ReasoningStyle.NONE);
    assertThat(of("api.openai.com", "o3").is(ChannelOption.DEVELOPER_ROLE)).isTrue();
    assertThat(of("api.openai.com", "gpt-5.2").efforts())
        .containsExactly(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH);
    assertThat(of("gateway.example.com", "vendor/GPT-5.5").text(ChannelOption.MAX_TOKENS_MEMBER))
        .isEqualTo("max_completion_tokens");
    assertThat(of("gateway.example.com", "deepseek-v4-pro").reasoning())
        .isEqualTo(ReasoningStyle.THINKING_EFFORT);
    assertThat(of("api.moonshot.ai", "kimi-k3").efforts())
        .containsExactly(Effort.LOW, Effort.HIGH, Effort.MAX);
  }

  @Test
  void theOperatorGoesBeforeAllThatIsKnown() {
    var own = UpstreamOptions.DEFAULT.with(ChannelOption.IMAGES, BooleanNode.TRUE);
    assertThat(of("api.deepseek.com", "m").images()).isFalse();
    assertThat(UpstreamOptions.of(Protocol.OPENAI_CHAT, "api.deepseek.com", "m", own).images())
        .isTrue();
  }

  @Test
  void protocolsWithOneProviderHaveNoPresets() {
    assertThat(
            UpstreamOptions.of(
                Protocol.ANTHROPIC, "api.deepseek.com", "m", UpstreamOptions.DEFAULT))
        .isEqualTo(UpstreamOptions.DEFAULT);
  }

  static Stream<UpstreamOptions> everythingSet() {
    return ProviderPreset.all().stream()
        .flatMap(preset ->
            Stream.concat(
                Stream.of(preset.options()),
                preset.families().stream().map(ProviderPreset.Family::options)));
  }

  @ParameterizedTest
  @MethodSource("everythingSet")
  void presetsSetWhatOptionsTake(UpstreamOptions options) {
    options
        .values()
        .forEach(
            (option, value) -> assertThat(fits(option.kind(), value)).as(option.text()).isTrue());
    everyAnswer(options);
  }

  @Test
  void defaultsAreWhatOptionsTake() {
    for (ChannelOption option : ChannelOption.values()) {
      assertThat(fits(option.kind(), option.fallback())).as(option.text()).isTrue();
    }
    everyAnswer(UpstreamOptions.DEFAULT);
  }

  private static void everyAnswer(UpstreamOptions options) {
    assertThat(
            List.of(
                options.reasoning(),
                options.reasoningOff(),
                options.reasoningHistory(),
                options.thinkTags(),
                options.schemas(),
                options.answerFormat(),
                options.toolChoice(),
                options.toolIds(),
                options.sampling(),
                options.cacheMarkers(),
                options.user(),
                options.prefill(),
                options.webSearch()))
        .doesNotContainNull();
  }

  private static boolean fits(OptionKind kind, JsonNode value) {
    return switch (kind) {
      case OptionKind.Flag _ -> value.isBoolean();
      case OptionKind.Whole(int least, int most) ->
          value.isInt() && value.intValue() >= least && value.intValue() <= most;
      case OptionKind.OneOf(var names) -> names.contains(value.asText());
      case OptionKind.SomeOf(var names) -> {
        boolean all = value.isArray();
        for (JsonNode each : value) {
          all &= names.contains(each.asText());
        }
        yield all;
      }
      case OptionKind.Members _ -> value.isObject();
    };
  }

  @Test
  void theManualListsEveryOptionWithItsDefault() throws Exception {
    String manual = Files.readString(Path.of("docs/configuration.md"));
    Arrays.stream(ChannelOption.values())
        .forEach(option ->
            assertThat(manual)
                .contains("| `" + option.text() + "` | `" + option.fallback() + "` |")
                .contains(option.note()));
  }
}
