package dev.sluice.protocol.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.convert.AnswerTranslation;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamSide;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Requests and streams for the tests of conversion from and to Chat. */
final class Cases {

  static final String CHANNEL = "here";
  static final Telling TELLING = new Telling("req1", "asked", 1763700000);

  private Cases() {}

  static String file(String name) {
    try (InputStream in = Cases.class.getResourceAsStream("/dev/sluice/protocol/convert/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** JSON with ' for ". */
  static ObjectNode json(String text) {
    return (ObjectNode) Json.tree(text.replace('\'', '"')).orElseThrow();
  }

  static UpstreamOptions options(String members) {
    var options = UpstreamOptions.DEFAULT;
    for (var member : json(members).properties()) {
      options = options.with(ChannelOption.of(member.getKey()).orElseThrow(), member.getValue());
    }
    return options;
  }

  static Target target(String model, UpstreamOptions options) {
    return new Target(CHANNEL, model, options);
  }

  static Target target() {
    return target("gpt-4.1", UpstreamOptions.DEFAULT);
  }

  static MessageRequest asked(Protocol protocol, ObjectNode body) throws Exception {
    return CallerSide.of(protocol).read(Asked.NOTHING, body, new Losses()).message();
  }

  /** The body that an upstream of Chat gets for an Anthropic request. */
  static ObjectNode sent(ObjectNode anthropic, Target target, Losses losses) throws Exception {
    byte[] body =
        ChatUpstream.INSTANCE.write(asked(Protocol.ANTHROPIC, anthropic), target, losses).body();
    return (ObjectNode) Json.tree(body).orElseThrow();
  }

  static ObjectNode sent(String anthropic, UpstreamOptions options) throws Exception {
    return sent(json(anthropic), target("m", options), new Losses());
  }

  static ObjectNode sent(String anthropic) throws Exception {
    return sent(anthropic, UpstreamOptions.DEFAULT);
  }

  static MessageRequest plain() {
    return MessageRequest.draft("m")
        .turn(Turn.of(Turn.Role.USER, new ContentBlock.Text("a")))
        .request();
  }

  /** One frame per chunk, in which ' stands for ". */
  static String stream(String... chunks) {
    var text = new StringBuilder();
    for (String chunk : chunks) {
      text.append("data: ").append(chunk.replace('\'', '"')).append("\n\n");
    }
    return text.toString();
  }

  /** A chunk with this delta. */
  static String delta(String delta) {
    return "{'id':'chatcmpl-1','model':'m','choices':[{'index':0,'delta':{"
        + delta
        + "},'finish_reason':null}]}";
  }

  static String finish(String reason) {
    return "{'id':'chatcmpl-1','model':'m','choices':[{'index':0,'delta':{},'finish_reason':'"
        + reason
        + "'}]}";
  }

  static List<StreamEvent> decoded(byte[] stream, int step, Target target) {
    var events = new ArrayList<StreamEvent>();
    try {
      MessageDecoder decoder =
          ChatUpstream.INSTANCE.write(plain(), target, new Losses()).decoder(events::add);
      var framer = new SseFramer(decoder::event);
      for (int at = 0; at < stream.length; at += step) {
        framer.feed(stream, at, Math.min(step, stream.length - at));
      }
      framer.rest().ifPresent(decoder::event);
      decoder.finish();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    return events;
  }

  /** What the stream tells, pieces put together, on one line per block. */
  static List<String> told(String stream) {
    return told(stream, UpstreamOptions.DEFAULT);
  }

  static List<String> told(String stream, UpstreamOptions options) {
    var whole =
        Events.told(decoded(stream.getBytes(UTF_8), Integer.MAX_VALUE, target("m", options)));
    for (int step : new int[] {1, 7}) {
      var cut = Events.told(decoded(stream.getBytes(UTF_8), step, target("m", options)));
      org.assertj.core.api.Assertions.assertThat(cut).as("cut by " + step).isEqualTo(whole);
    }
    return whole;
  }

  /** A stream of one protocol, told to a caller of another. */
  static String translated(
      Protocol upstream, String stream, Protocol caller, ObjectNode request, boolean streamed)
      throws Exception {
    var asked = CallerSide.of(caller).read(Asked.NOTHING, request, new Losses());
    var sent =
        UpstreamSide.of(upstream)
            .write(
                asked.message(), target("claude-opus-4-8", UpstreamOptions.DEFAULT), new Losses());
    var translation = new AnswerTranslation(sent, asked, TELLING, "here", streamed);
    var out = new ByteArrayOutputStream();
    byte[] bytes = stream.getBytes(UTF_8);
    out.writeBytes(translation.feed(bytes, 0, bytes.length));
    out.writeBytes(translation.finish());
    return streamed ? out.toString(UTF_8) : new String(translation.answer(), UTF_8);
  }

  /** The data of the frames of a stream that are JSON. */
  static List<JsonNode> frames(String stream) {
    var frames = new ArrayList<JsonNode>();
    for (String line : stream.split("\n", -1)) {
      if (line.startsWith("data: {")) {
        frames.add(Json.tree(line.substring(6)).orElseThrow());
      }
    }
    return frames;
  }
}
