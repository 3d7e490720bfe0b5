package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests that nobody sends on purpose: each is written, or refused in words; nothing else is
 * thrown, and what is written is JSON.
 */
final class HostileRequestsTest {

  private static final String DEEP_LIST = "[".repeat(900) + "]".repeat(900);
  private static final String CALLS =
      "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":[%s]},"
          + "{\"role\":\"user\",\"content\":[%s]}";

  static Stream<String> messages() {
    return cases().keySet().stream();
  }

  private static Map<String, String> cases() {
    Map<String, String> all = new TreeMap<>();
    all.put(
        "begins with the assistant",
        "{\"role\":\"assistant\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}");
    all.put("the assistant alone", "{\"role\":\"assistant\",\"content\":\"a\"}");
    all.put(
        "two system turns",
        "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"system\",\"content\":\"s\"},"
            + "{\"role\":\"system\",\"content\":\"t\"},{\"role\":\"user\",\"content\":\"b\"}");
    all.put(
        "empty texts",
        "{\"role\":\"user\",\"content\":\"\"},{\"role\":\"assistant\",\"content\":[]}");
    all.put("half a character", "{\"role\":\"user\",\"content\":\"\\ud83d\"}");
    all.put("deep input", call("c1", "f", "{\"a\":" + DEEP_LIST + "}", "\"b\""));
    all.put(
        "a long number",
        call("c1", "f", "{\"a\":123456789012345678901234567890,\"b\":1e400}", "\"b\""));
    all.put("odd ids", call("functions.f:0|\u00e9\ud83d\ude00", "a.b/c", "{}", "\"b\""));
    all.put("a long id and name", call("i".repeat(500), "n".repeat(200), "{}", "\"b\""));
    all.put("nested results", call("c1", "f", "{}", nested(200)));
    all.put(
        "200 calls",
        CALLS.formatted(
            each("{\"type\":\"tool_use\",\"id\":\"c%1$d\",\"name\":\"f\",\"input\":{}}"),
            each("{\"type\":\"tool_result\",\"tool_use_id\":\"c%1$d\",\"content\":\"r\"}")));
    all.put(
        "a huge image",
        "{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\","
            + "\"media_type\":\"image/png\",\"data\":\""
            + "A".repeat(4 << 20)
            + "\"}}]}");
    all.put("an empty signature", thought(""));
    all.put("a foreign signature", thought("EqQBCkY"));
    String own =
        new Envelope(Protocol.GEMINI, "here", Json.object().put("a", "b".repeat(100_000))).text();
    all.put("a long envelope", thought(own));
    all.put("a truncated envelope", thought(own.substring(0, 41)));
    all.put("a tampered envelope", thought(own.replace("sl1.gemini.here.", "sl1.gemini.here.!!")));
    all.put("an envelope of nobody", thought("sl1.nobody.here.e30"));
    all.put("an envelope without parts", thought("sl1."));
    for (Protocol origin : Protocol.values()) {
      all.put("an empty envelope of " + origin, thought("sl1." + origin.id() + ".here.e30"));
      all.put(
          "an envelope of " + origin + " of odd types",
          thought(
              new Envelope(
                      origin,
                      "here",
                      Conversions.object(
                          "{\"id\":1,\"encrypted_content\":[],\"signature\":{},\"thoughtSignature\":7,"
                              + "\"details\":{\"a\":1},\"member\":[],\"index\":\"x\",\"parts\":3}"))
                  .text()));
    }
    return all;
  }

  private static String each(String block) {
    return String.join(",", IntStream.range(0, 200).mapToObj(block::formatted).toList());
  }

  private static String call(String id, String name, String input, String result) {
    return CALLS.formatted(
        "{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"%s\",\"input\":%s}"
            .formatted(id, name, input),
        "{\"type\":\"tool_result\",\"tool_use_id\":\"%s\",\"content\":%s}".formatted(id, result));
  }

  private static String nested(int levels) {
    String inner = "\"x\"";
    for (int i = 0; i < levels; i++) {
      inner = "[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":" + inner + "}]";
    }
    return inner;
  }

  private static String thought(String signature) {
    return "{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":["
        + "{\"type\":\"thinking\",\"thinking\":\"h\",\"signature\":\""
        + signature
        + "\"},"
        + "{\"type\":\"text\",\"text\":\"b\"}]},{\"role\":\"user\",\"content\":\"c\"}";
  }

  @ParameterizedTest
  @MethodSource("messages")
  void anOddRequestIsWrittenOrRefusedInWords(String name) {
    String body = "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[" + cases().get(name) + "]}";
    for (Protocol upstream : Protocol.values()) {
      written(Protocol.ANTHROPIC, Conversions.object(body), upstream);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsNestedAsDeepAsCanBeReadIsWrittenOrRefusedInWords(Protocol caller) {
    for (String body : nestedBodies(caller)) {
      Optional<ObjectNode> read = Json.tree(body).map(ObjectNode.class::cast);
      for (Protocol upstream : Protocol.values()) {
        read.ifPresent(tree -> written(caller, tree, upstream));
      }
    }
  }

  /** Deep in each place in which something may be anything. */
  private static List<String> nestedBodies(Protocol caller) {
    String deep = "{\"a\":".repeat(480) + "1" + "}".repeat(480);
    String schema =
        "{\"type\":\"object\",\"properties\":{\"a\":".repeat(240) + "{}" + "}}".repeat(240);
    String combined = "{\"allOf\":[".repeat(240) + "{}" + "]}".repeat(240);
    var bodies = new ArrayList<String>();
    for (String each : List.of(deep, schema, combined)) {
      bodies.add(
          switch (caller) {
            case ANTHROPIC ->
                "{\"model\":\"m\",\"max_tokens\":9,\"wormhole\":"
                    + each
                    + ",\"tools\":[{\"name\":\"f\","
                    + "\"input_schema\":"
                    + each
                    + "}],\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
            case OPENAI_CHAT ->
                "{\"model\":\"m\",\"wormhole\":"
                    + each
                    + ",\"tools\":[{\"type\":\"function\",\"function\":"
                    + "{\"name\":\"f\",\"strict\":true,\"parameters\":"
                    + each
                    + "}}],\"response_format\":"
                    + "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"schema\":"
                    + each
                    + "}},\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}";
            case OPENAI_RESPONSES ->
                "{\"model\":\"m\",\"input\":\"a\",\"wormhole\":"
                    + each
                    + ",\"tools\":[{\"type\":\"function\","
                    + "\"name\":\"f\",\"strict\":true,\"parameters\":"
                    + each
                    + "}],\"text\":{\"format\":"
                    + "{\"type\":\"json_schema\",\"name\":\"n\",\"schema\":"
                    + each
                    + "}}}";
            case GEMINI ->
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]}],\"wormhole\":"
                    + each
                    + ",\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parametersJsonSchema\":"
                    + each
                    + "}]}]}";
          });
    }
    return bodies;
  }

  private static void written(Protocol caller, ObjectNode body, Protocol upstream) {
    var losses = new Losses();
    try {
      CallerRequest read = CallerSide.of(caller).read(Asked.NOTHING, body, losses);
      var target = new Target("here", "m", UpstreamOptions.DEFAULT);
      UpstreamRequest made = UpstreamSide.of(upstream).write(read.message(), target, losses);
      assertThat(Json.tree(made.body())).as(new String(made.body(), UTF_8)).isPresent();
      assertThat(UpstreamSide.of(upstream).count(read.message(), target)).isNotNull();
    } catch (MalformedRequest | Inexpressible e) {
      assertThat(e).hasMessageContaining(" ");
    }
    assertThat(losses.line()).matches("[\\x20-\\x7e]{0,1024}");
  }
}
