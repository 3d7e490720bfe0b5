package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What tests of conversion do again and again. */
public final class Conversions {

  public static final Telling TELLING = new Telling("req1", "asked-model", 1_763_700_000);

  private Conversions() {}

  /** A case that lies beside this class. */
  public static byte[] read(String name) {
    try (InputStream in = Conversions.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static ObjectNode object(String json) {
    return (ObjectNode) Json.tree(json).orElseThrow();
  }

  /** What a decoder hears of a stream. */
  public static List<StreamEvent> decode(Protocol upstream, byte[] stream) {
    var events = new ArrayList<StreamEvent>();
    var request = MessageRequest.draft("m").request();
    var target = new Target("here", "m", UpstreamOptions.DEFAULT);
    MessageDecoder decoder;
    try {
      decoder = UpstreamSide.of(upstream).write(request, target, new Losses()).decoder(events::add);
    } catch (Inexpressible e) {
      throw new AssertionError(e);
    }
    var framer = new SseFramer(decoder::event);
    framer.feed(stream, 0, stream.length);
    framer.rest().ifPresent(decoder::event);
    decoder.finish();
    return events;
  }

  /** Those events as a caller's stream. */
  public static byte[] encode(StreamEncoder encoder, List<StreamEvent> events) {
    var out = new ByteArrayOutputStream();
    events.forEach(event -> encoder.encode(event, out));
    return out.toByteArray();
  }

  /**
   * The events of a server-sent stream as {@code name data} lines, without notes before the first.
   */
  public static List<String> lines(byte[] stream) {
    String text = new String(stream, UTF_8).replaceAll("(?m)^//.*\\R", "");
    byte[] bytes = text.getBytes(UTF_8);
    var lines = new ArrayList<String>();
    var framer =
        new SseFramer(event ->
            lines.add(
                event.name() + " " + Json.tree(event).map(Object::toString).orElse("(no JSON)")));
    framer.feed(bytes, 0, bytes.length);
    return lines;
  }
}
