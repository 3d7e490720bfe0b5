package dev.sluice.protocol.responses;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Short ways to both sides of the protocol. */
final class Conversions {

  static final Target TARGET = new Target("openai", "gpt-5.5", UpstreamOptions.DEFAULT);
  static final Telling TELLING = new Telling("r1", "alias", 1_763_700_000);
  static final Asked CODEX =
      new Asked(
          "",
          false,
          false,
          name ->
              name.equals("user-agent")
                  ? Optional.of("codex_cli_rs/0.160.0 (Linux)")
                  : Optional.empty());

  private Conversions() {}

  static byte[] fixture(String name) {
    try (InputStream in =
        Conversions.class.getResourceAsStream("/dev/sluice/protocol/convert/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** JSON whose names and texts may stand in single quotes. */
  static ObjectNode json(String quoted) {
    return (ObjectNode) Json.tree(quoted.replace('\'', '"')).orElseThrow();
  }

  static ObjectNode written(MessageRequest request) {
    return written(request, TARGET, new Losses());
  }

  static ObjectNode written(MessageRequest request, Target target, Losses losses) {
    try {
      return (ObjectNode)
          Json.tree(ResponsesUpstream.INSTANCE.write(request, target, losses).body()).orElseThrow();
    } catch (Inexpressible e) {
      throw new AssertionError(e);
    }
  }

  static List<StreamEvent> decoded(byte[] stream) {
    return decoded(stream, stream.length, MessageRequest.draft("m").request());
  }

  static List<StreamEvent> decoded(byte[] stream, int piece, MessageRequest request) {
    var events = new ArrayList<StreamEvent>();
    MessageDecoder decoder = decoder(request, events);
    var framer = new SseFramer(decoder::event);
    for (int at = 0; at < stream.length; at += piece) {
      framer.feed(stream, at, Math.min(piece, stream.length - at));
    }
    framer.rest().ifPresent(decoder::event);
    decoder.finish();
    return events;
  }

  static List<StreamEvent> decodedWhole(String quoted) {
    var events = new ArrayList<StreamEvent>();
    MessageDecoder decoder = decoder(MessageRequest.draft("m").request(), events);
    decoder.whole(Json.bytes(json(quoted)));
    decoder.finish();
    return events;
  }

  private static MessageDecoder decoder(MessageRequest request, List<StreamEvent> events) {
    try {
      UpstreamRequest asked = ResponsesUpstream.INSTANCE.write(request, TARGET, new Losses());
      return asked.decoder(events::add);
    } catch (Inexpressible e) {
      throw new AssertionError(e);
    }
  }

  /** A stream of events whose data stands in single quotes; the type is the event's name. */
  static byte[] stream(String... quoted) {
    var stream = new StringBuilder();
    for (String each : quoted) {
      JsonNode data = json(each);
      stream.append("event: ").append(data.path("type").asText()).append('\n');
      stream.append("data: ").append(data).append("\n\n");
    }
    return escaped(stream.toString()).getBytes(UTF_8);
  }

  /** Halves of characters can only be escaped. */
  static String escaped(String json) {
    var escaped = new StringBuilder(json.length());
    for (char c : json.toCharArray()) {
      escaped.append(
          Character.isSurrogate(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
    }
    return escaped.toString();
  }

  static CallerRequest read(String quoted) {
    return read(Asked.NOTHING, json(quoted), new Losses());
  }

  static CallerRequest read(Asked asked, ObjectNode body, Losses losses) {
    try {
      return ResponsesCaller.INSTANCE.read(asked, body, losses);
    } catch (MalformedRequest | Inexpressible e) {
      throw new AssertionError(e);
    }
  }

  /** What a caller is told, checked to be legal. */
  static List<ObjectNode> told(CallerRequest caller, List<StreamEvent> events) {
    var out = new ByteArrayOutputStream();
    var encoder = caller.stream(TELLING);
    events.forEach(event -> encoder.encode(event, out));
    return ResponsesGrammar.check(out.toByteArray());
  }

  static List<String> types(List<ObjectNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }
}
