package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Every decoder and every reader, for as long as one likes; {@code src/bench/fuzz} runs it. */
final class ConversionFuzz {

  private static final Map<Protocol, List<String>> STREAMS =
      Map.of(
          Protocol.ANTHROPIC,
          List.of(
              "01-anthropic-thinking-text-tool.in.sse",
              "10-anthropic-refusal-empty.in.sse",
              "11-anthropic-midstream-overload.in.sse"),
          Protocol.OPENAI_CHAT,
          List.of(
              "02-chat-parallel-tools-interleaved.in.sse",
              "03-chat-deepseek-reasoning-crlf-no-done.in.sse",
              "04-chat-truncated-mid-tool.in.sse",
              "14-chat-kimi-ids-usage-in-choice.in.sse"),
          Protocol.OPENAI_RESPONSES,
          List.of(
              "05-responses-reasoning-function.in.sse",
              "06-responses-context-error.in.sse",
              "15-responses-interleaved-rotating-ids.in.sse"),
          Protocol.GEMINI,
          List.of(
              "07-gemini-thought-functioncall.in.sse",
              "08-gemini-prompt-blocked.in.sse",
              "09-vertex-partial-args.in.sse"));

  private static final Map<Protocol, List<String>> REQUESTS =
      Map.of(
          Protocol.ANTHROPIC,
          List.of("12-request.in.anthropic.json", "18-mid-system-request.in.anthropic.json"),
          Protocol.OPENAI_CHAT,
          List.of("12-request.expected.chat-gpt5.json"),
          Protocol.OPENAI_RESPONSES,
          List.of("16-codex-request.in.responses.json", "12-request.expected.responses.json"),
          Protocol.GEMINI,
          List.of(
              "12-request.expected.gemini3.json", "18-mid-system-request.expected.gemini3.json"));

  private static final String[] VALUES = {
    "null",
    "[]",
    "{}",
    "0",
    "-1",
    "1e99",
    "true",
    "\"\"",
    "\"x\"",
    "[{}]",
    "[null]",
    "\"\\ud83d\"",
    "\"<think>\"",
    "\"sl1.gemini.x.!!\"",
    "{\"a\":[]}",
    "99999999999"
  };

  private final Random chance;

  private ConversionFuzz(Random chance) {
    this.chance = chance;
  }

  /** Minutes, and the seed to begin with. */
  public static void main(String... arguments) {
    long minutes = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
    long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    long cases = 0;
    do {
      run(seed + cases++);
    } while (System.nanoTime() < end);
    System.out.println(cases + " cases from seed " + seed + ": all held");
  }

  /** One case of each kind. */
  static void run(long seed) {
    try {
      var fuzz = new ConversionFuzz(new Random(seed * 0x9E3779B97F4A7C15L));
      fuzz.stream();
      fuzz.request();
    } catch (Throwable failure) {
      throw new AssertionError("seed " + seed + ": " + failure, failure);
    }
  }

  private <T> T one(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }

  private void stream() {
    Protocol upstream = one(List.of(Protocol.values()));
    byte[] stream = mutated(Conversions.read(one(requireNonNull(STREAMS.get(upstream)))));
    List<StreamEvent> events = Conversions.decode(upstream, stream);
    legal(events);
    if (!cut(upstream, stream).equals(events)) {
      throw new AssertionError("another cut gives other events");
    }
    Listener listener = one(List.of(Listener.values()));
    CallerRequest caller = listener.asks();
    var out = new ByteArrayOutputStream();
    StreamEncoder encoder = caller.stream(Conversions.TELLING);
    events.forEach(event -> encoder.encode(event, out));
    if (!(events.getLast() instanceof StreamEvent.Failed)) {
      check(listener.whole(events).isObject(), "a whole answer that is no object");
    }
  }

  private List<StreamEvent> cut(Protocol upstream, byte[] stream) {
    var events = new ArrayList<StreamEvent>();
    var target = new Target("here", "m", UpstreamOptions.DEFAULT);
    MessageDecoder decoder;
    try {
      decoder =
          UpstreamSide.of(upstream)
              .write(MessageRequest.draft("m").request(), target, new Losses())
              .decoder(events::add);
    } catch (Inexpressible e) {
      throw new AssertionError(e);
    }
    var framer = new SseFramer(decoder::event);
    for (int from = 0; from < stream.length; ) {
      int length = Math.min(stream.length - from, 1 + chance.nextInt(64));
      framer.feed(stream, from, length);
      from += length;
    }
    framer.rest().ifPresent(decoder::event);
    decoder.finish();
    return events;
  }

  private byte[] mutated(byte[] stream) {
    String text = new String(stream, UTF_8);
    for (int i = chance.nextInt(7); i > 0 && text.length() > 2; i--) {
      text = chance.nextBoolean() ? revalued(text) : spliced(text);
    }
    return text.getBytes(UTF_8);
  }

  private String revalued(String text) {
    int colon = text.indexOf("\":", chance.nextInt(text.length()));
    int end = colon < 0 ? -1 : text.indexOf(',', colon);
    return end < 0
        ? text
        : text.substring(0, colon + 2)
            + VALUES[chance.nextInt(VALUES.length)]
            + text.substring(end);
  }

  private String spliced(String text) {
    int from = chance.nextInt(text.length());
    int to = Math.min(text.length(), from + chance.nextInt(60));
    String between =
        one(Arrays.asList("", "\n\n", text.substring(from, to) + text.substring(from, to)));
    return text.substring(0, from) + between + text.substring(to);
  }

  private void request() {
    Protocol protocol = one(List.of(Protocol.values()));
    String text = new String(Conversions.read(one(requireNonNull(REQUESTS.get(protocol)))), UTF_8);
    for (int i = chance.nextInt(5); i > 0; i--) {
      text = revalued(text);
    }
    JsonNode body = Json.tree(text.getBytes(UTF_8)).orElse(null);
    if (!(body instanceof ObjectNode object)) {
      return;
    }
    var losses = new Losses();
    try {
      MessageRequest request =
          CallerSide.of(protocol).read(Asked.NOTHING, object, losses).message();
      for (Protocol upstream : Protocol.values()) {
        write(upstream, request, losses);
      }
    } catch (MalformedRequest | Inexpressible e) {
      if (String.valueOf(e.getMessage()).isBlank()) {
        throw new AssertionError("a refusal without a word", e);
      }
    }
  }

  private static void write(Protocol upstream, MessageRequest request, Losses losses) {
    try {
      byte[] body =
          UpstreamSide.of(upstream)
              .write(request, new Target("here", "m", UpstreamOptions.DEFAULT), losses)
              .body();
      check(Json.tree(body).isPresent(), "written is no JSON");
    } catch (Inexpressible e) {
      if (e.part().isBlank()) {
        throw new AssertionError("a refusal of nothing", e);
      }
    }
  }

  private static void legal(List<StreamEvent> events) {
    boolean started = false;
    boolean open = false;
    boolean stopped = false;
    boolean over = false;
    for (StreamEvent event : events) {
      check(!over, "something after the end");
      switch (event) {
        case StreamEvent.Started _ -> {
          check(!started, "two starts");
          started = true;
        }
        case StreamEvent.BlockStarted _ -> {
          check(started && !open && !stopped, "a block where none may begin");
          open = true;
        }
        case StreamEvent.TextPiece _,
            StreamEvent.ThinkingPiece _,
            StreamEvent.Signature _,
            StreamEvent.InputPiece _,
            StreamEvent.Citation _ ->
            check(open, "a piece of nothing");
        case StreamEvent.BlockEnded _ -> {
          check(open, "an end of nothing");
          open = false;
        }
        case StreamEvent.Stopped _ -> {
          check(started && !open && !stopped, "a stop inside of a block");
          stopped = true;
        }
        case StreamEvent.Done _ -> {
          check(stopped, "done before the stop");
          over = true;
        }
        case StreamEvent.Failed _ -> over = true;
        case StreamEvent.Ping _ -> {}
      }
    }
    check(over, "no end");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
