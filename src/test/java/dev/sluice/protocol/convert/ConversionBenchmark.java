package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.MessageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What converting costs beside listening to bytes that pass. {@code src/bench/conversion} runs it.
 *
 * <p>Each figure is of a pair: the converted and the untouched, one after the other, in the other
 * order every other round, so that what else the machine does meets both alike.
 */
final class ConversionBenchmark {

  private static final int EVENTS = 1_000;
  private static final int WARM_UP = 400;
  private static final int ROUNDS = 15;
  private static final int TIMES = 40;
  private static final int REQUEST_BYTES = 200 * 1024;

  private static long sink;

  private ConversionBenchmark() {}

  private interface Work {
    void run() throws Exception;
  }

  /** Prints the table of docs/performance.md. */
  public static void main(String... arguments) throws Exception {
    System.out.println("| | x listening | least | most |\n|---|---|---|---|");
    stream("Chat to Anthropic", Protocol.OPENAI_CHAT, Listener.ANTHROPIC);
    stream("Responses to Anthropic", Protocol.OPENAI_RESPONSES, Listener.ANTHROPIC);
    stream("Gemini to Anthropic", Protocol.GEMINI, Listener.ANTHROPIC);
    stream("Anthropic to Chat", Protocol.ANTHROPIC, Listener.CHAT);
    System.out.println("\n| | x one parse to a tree | least | most |\n|---|---|---|---|");
    for (Protocol upstream : Protocol.values()) {
      request(upstream);
    }
    System.out.println("\n(" + sink + " bytes told)");
  }

  private static void stream(String name, Protocol upstream, Listener listener) throws Exception {
    byte[] bytes = streamOf(upstream);
    CallerRequest caller = listener.asks();
    MessageRequest asked = MessageRequest.draft("m").request();
    UpstreamRequest request =
        UpstreamSide.of(upstream)
            .write(asked, new Target("here", "m", UpstreamOptions.DEFAULT), new Losses());
    pair(
        name,
        () -> {
          var translation =
              new AnswerTranslation(request, caller, Conversions.TELLING, "here", true);
          sink += chunks(bytes, (at, length) -> translation.feed(bytes, at, length).length);
          sink += translation.finish().length;
          if (translation.fault().isPresent()) {
            throw new AssertionError(translation.fault().get().message());
          }
        },
        () -> {
          var tap = Dialect.of(upstream).streamTap();
          sink +=
              chunks(
                  bytes,
                  (at, length) -> {
                    tap.feed(bytes, at, length);
                    return length;
                  });
        });
  }

  private interface Chunk {
    int feed(int at, int length);
  }

  private static long chunks(byte[] bytes, Chunk chunk) {
    long told = 0;
    for (int at = 0; at < bytes.length; at += 1024) {
      told += chunk.feed(at, Math.min(1024, bytes.length - at));
    }
    return told;
  }

  private static byte[] streamOf(Protocol upstream) {
    var text = new StringBuilder();
    List<String> frames =
        switch (upstream) {
          case ANTHROPIC ->
              List.of(
                  "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\","
                      + "\"content\":[],\"usage\":{\"input_tokens\":9}}}",
                  "{\"type\":\"content_block_start\",\"index\":0,"
                      + "\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
                  "{\"type\":\"content_block_delta\",\"index\":0,"
                      + "\"delta\":{\"type\":\"text_delta\",\"text\":\"some words\"}}",
                  "{\"type\":\"content_block_stop\",\"index\":0}",
                  "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                      + "\"usage\":{\"output_tokens\":9}}",
                  "{\"type\":\"message_stop\"}");
          case OPENAI_CHAT ->
              List.of(
                  "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                      + "\"model\":\"m\",\"choices\":[{\"index\":0,"
                      + "\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}",
                  "",
                  "{\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
                      + "\"model\":\"m\",\"choices\":[{\"index\":0,"
                      + "\"delta\":{\"content\":\"some words\"},\"finish_reason\":null}]}",
                  "{\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{},"
                      + "\"finish_reason\":\"stop\"}]}",
                  "[DONE]");
          case OPENAI_RESPONSES ->
              List.of(
                  "{\"type\":\"response.created\",\"response\":{\"id\":\"resp_1\"}}",
                  "{\"type\":\"response.output_item.added\",\"output_index\":0,"
                      + "\"item\":{\"type\":\"message\",\"id\":\"m1\",\"content\":[]}}",
                  "{\"type\":\"response.output_text.delta\",\"sequence_number\":7,"
                      + "\"item_id\":\"m1\",\"output_index\":0,\"content_index\":0,"
                      + "\"delta\":\"some words\"}",
                  "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\"}}");
          case GEMINI ->
              List.of(
                  "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[]}}],"
                      + "\"responseId\":\"r\"}",
                  "",
                  "{\"candidates\":[{\"content\":{\"role\":\"model\","
                      + "\"parts\":[{\"text\":\"some words\"}]},\"index\":0}],"
                      + "\"usageMetadata\":{\"promptTokenCount\":9},\"modelVersion\":\"m\"}",
                  "{\"candidates\":[{\"content\":{\"parts\":[]},\"finishReason\":\"STOP\"}]}");
        };
    for (int i = 0; i < frames.size(); i++) {
      String frame = frames.get(i).isEmpty() ? "" : "data: " + frames.get(i) + "\n\n";
      text.append(frame.repeat(i == 2 ? EVENTS : 1));
    }
    return text.toString().getBytes(UTF_8);
  }

  private static void request(Protocol upstream) throws Exception {
    byte[] body = longRequest();
    var target = new Target("here", "m", UpstreamOptions.DEFAULT);
    pair(
        "to " + upstream.id(),
        () -> {
          ObjectNode tree = (ObjectNode) Json.tree(body).orElseThrow();
          MessageRequest request =
              CallerSide.of(Protocol.ANTHROPIC).read(Asked.NOTHING, tree, new Losses()).message();
          sink += UpstreamSide.of(upstream).write(request, target, new Losses()).body().length;
        },
        () -> sink += Json.tree(body).orElseThrow().size());
  }

  private static byte[] longRequest() {
    ObjectNode body = Conversions.object("{\"model\":\"m\",\"max_tokens\":99}");
    var turns = body.putArray("messages");
    int length = 0;
    for (int i = 0; length < REQUEST_BYTES; i++) {
      String text = "some words of code, \"quoted\" and\nbroken; ".repeat(24);
      turns.addObject().put("role", i % 2 == 0 ? "user" : "assistant").put("content", text);
      length += text.length();
    }
    turns.addObject().put("role", turns.size() % 2 == 0 ? "user" : "assistant").put("content", "a");
    return Json.bytes(body);
  }

  private static void pair(String name, Work converted, Work untouched) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      converted.run();
      untouched.run();
    }
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      boolean first = round % 2 == 0;
      long before = first ? time(converted) : time(untouched);
      long after = first ? time(untouched) : time(converted);
      ratios.add(first ? (double) before / after : (double) after / before);
    }
    double[] sorted = ratios.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f |%n",
        name,
        sorted[sorted.length / 2],
        sorted[0],
        Arrays.stream(sorted).max().orElseThrow());
  }

  private static long time(Work work) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < TIMES; i++) {
      work.run();
    }
    return System.nanoTime() - begun;
  }
}
