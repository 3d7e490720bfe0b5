package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Property;
import dev.sluice.protocol.Protocol;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.Script;
import dev.sluice.testing.SseSplits;
import dev.sluice.testing.Step;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes in are bytes out, in both directions, but for the value of a mapped model. */
final class BytesTest {

  private static final String RECORDED = "/dev/sluice/protocol/convert/";

  /** A body whose model stands where we know it. */
  private record Body(String before, String model, String after) {

    String text() {
      return before + model + after;
    }

    String with(String otherModel) {
      return before + otherModel + after;
    }
  }

  private static final String[] MODEL_NAMES = {
    "\"model\"", "\"mod\\u0065l\"", "\"\\u006d\\u006f\\u0064\\u0065\\u006C\"", "\"mode\\u006c\""
  };
  private static final String[] MODELS = {
    "\"claude-sonnet-4-5\"",
    "\"claude\\u002dsonnet-4-5\"",
    "\"claude\\/x\"",
    "\"m\\u00e9\\ud83d\\ude42\""
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n  "};
  private static final String[] SCALARS = {
    "0",
    "-0.5e+3",
    "1E9",
    "12345678901234567890.10",
    "true",
    "null",
    "\"\"",
    "\"\\u0041\\n\\/\"",
    "\"ж漢🙂\"",
    "\"{\\\"model\\\":1}\"",
    "\"\\ud83d\\ude42\""
  };
  private static final String[] NESTED = {"model", "mod\\u0065l", "a", "a", "", "stream"};

  private static String pick(Random chance, String... from) {
    return from[chance.nextInt(from.length)];
  }

  private static String space(Random chance) {
    return pick(chance, SPACES);
  }

  private static Body body(Random chance) {
    var before = new ArrayList<String>();
    var after = new ArrayList<String>();
    for (int index = chance.nextInt(6); index > 0; index--) {
      (chance.nextBoolean() ? before : after).add("\"x" + index + "\":" + value(chance, 3));
    }
    String head = space(chance) + "{" + space(chance) + joined(before, true) + space(chance);
    String name = pick(chance, MODEL_NAMES) + space(chance) + ":" + space(chance);
    String tail = space(chance) + joined(after, false) + space(chance) + "}" + space(chance);
    return new Body(head + name, pick(chance, MODELS), tail);
  }

  private static String joined(List<String> members, boolean ahead) {
    String all = String.join(",", members);
    if (all.isEmpty()) {
      return "";
    }
    return ahead ? all + "," : "," + all;
  }

  private static String value(Random chance, int depth) {
    int kind = chance.nextInt(depth == 0 ? 1 : 3);
    if (kind == 0) {
      return space(chance) + pick(chance, SCALARS) + space(chance);
    }
    var parts = new ArrayList<String>();
    for (int index = chance.nextInt(4); index > 0; index--) {
      String name = "\"" + pick(chance, NESTED) + "\":";
      parts.add((kind == 1 ? "" : space(chance) + name) + value(chance, depth - 1));
    }
    String all = String.join(",", parts);
    return kind == 1 ? "[" + all + "]" : "{" + all + space(chance) + "}";
  }

  @Test
  void aBodyWhoseModelIsNotMappedArrivesAsItLeft() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      Property.holds(
          60,
          chance -> {
            String sent = body(chance).text();
            assertThat(rig.ask(sent).wholeAnswer().status()).as(sent).isEqualTo(200);
            assertThat(rig.one().requests().getLast().body().toString()).isEqualTo(sent);
          });
    }
  }

  @Test
  void onlyTheValueOfAMappedModelChanges() {
    try (Rig rig = Rig.start(BytesTest::mapAll)) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      Property.holds(
          60,
          chance -> {
            Body sent = body(chance);
            assertThat(rig.ask(sent.text()).wholeAnswer().status()).as(sent.text()).isEqualTo(200);
            assertThat(rig.one().requests().getLast().body().toString())
                .isEqualTo(sent.with("\"up \\\"stream\\\" é\""));
          });
    }
  }

  private static void mapAll(ObjectNode document) {
    document
        .withArray("channels")
        .forEach(
            channel -> ((ObjectNode) channel).putObject("modelMap").put("*", "up \"stream\" é"));
  }

  static Stream<Arguments> recordings() {
    return Stream.of(
        Arguments.of(Protocol.ANTHROPIC, "01-anthropic-thinking-text-tool.in.sse"),
        Arguments.of(Protocol.ANTHROPIC, "10-anthropic-refusal-empty.in.sse"),
        Arguments.of(Protocol.ANTHROPIC, "19-anthropic-progress-updates.in.sse"),
        Arguments.of(Protocol.OPENAI_CHAT, "02-chat-parallel-tools-interleaved.in.sse"),
        Arguments.of(Protocol.OPENAI_CHAT, "03-chat-deepseek-reasoning-crlf-no-done.in.sse"),
        Arguments.of(Protocol.OPENAI_CHAT, "14-chat-kimi-ids-usage-in-choice.in.sse"),
        Arguments.of(Protocol.OPENAI_RESPONSES, "05-responses-reasoning-function.in.sse"),
        Arguments.of(Protocol.OPENAI_RESPONSES, "15-responses-interleaved-rotating-ids.in.sse"),
        Arguments.of(Protocol.GEMINI, "07-gemini-thought-functioncall.in.sse"),
        Arguments.of(Protocol.GEMINI, "08-gemini-prompt-blocked.in.sse"),
        Arguments.of(Protocol.GEMINI, "09-vertex-partial-args.in.sse"));
  }

  private static String recorded(String name) {
    try (InputStream in =
        Objects.requireNonNull(BytesTest.class.getResourceAsStream(RECORDED + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("recordings")
  void anyCutOfAStreamArrivesAsItLeft(Protocol protocol, String name) {
    String unix = recorded(name).replace("\r\n", "\n");
    try (Rig rig = Rig.start(protocol, document -> {})) {
      for (String lineEnd : List.of("\n", "\r\n", "\r")) {
        Buffer whole = Buffer.buffer(unix.replace("\n", lineEnd));
        SseSplits.forSeeds(
            3,
            seed -> {
              rig.one().answers(framed(SseSplits.cut(whole, seed), seed, whole.length()));
              RawAnswer answer = rig.ask(Rig.STREAMED).wholeAnswer();
              assertThat(answer.body().toString()).isEqualTo(whole.toString());
              assertThat(answer.complete()).isTrue();
            });
      }
    }
  }

  /** By chunks, by a length, or by the end of the connection. */
  private static Script framed(List<Buffer> pieces, long seed, int length) {
    return switch ((int) (seed % 3)) {
      case 0 -> Script.chunked(200, "text/event-stream").pieces(pieces).end();
      case 1 -> plain("content-length: " + length + "\r\n", pieces);
      default -> plain("", pieces).then(Step.close());
    };
  }

  private static Script plain(String framing, List<Buffer> pieces) {
    var script =
        Script.of(
            Step.send("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n" + framing + "\r\n"));
    return script.then(pieces.stream().map(Step::send).toArray(Step[]::new));
  }

  static Stream<Arguments> wholes() {
    return Stream.of(
        Arguments.of(Protocol.ANTHROPIC, Answers.anthropicWhole("Grüße \"👋\"")),
        Arguments.of(Protocol.OPENAI_CHAT, Answers.chatWhole("Grüße")),
        Arguments.of(Protocol.OPENAI_RESPONSES, Answers.responsesWhole("Grüße")),
        Arguments.of(Protocol.GEMINI, Answers.geminiWhole("Grüße")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholes")
  void aWholeAnswerArrivesAsItLeft(Protocol protocol, Script whole) {
    String wire = ((Step.Send) whole.steps().getFirst()).bytes().toString();
    Buffer body = Buffer.buffer(wire.substring(wire.indexOf("\r\n\r\n") + 4));
    try (Rig rig = Rig.start(protocol, document -> {})) {
      SseSplits.forSeeds(
          6,
          seed -> {
            rig.one().answers(framed(SseSplits.cut(body, seed), seed, body.length()));
            RawAnswer answer = rig.ask(Rig.WHOLE).wholeAnswer();
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.complete()).isTrue();
          });
    }
  }

  @Test
  void theQueryIsForwarded() {
    try (Rig rig = Rig.start()) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      rig.caller().post("/v1/messages?beta=true&x=%20", Rig.WHOLE, Rig.KEY).wholeAnswer();
      assertThat(rig.one().requests().getFirst().target())
          .isEqualTo("/v1/messages?beta=true&x=%20");
    }
  }
}
