package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Requests and answers for the tests. */
final class Cases {

  static final String THIRD = "gemini-3-flash-preview";
  static final String SECOND = "gemini-2.5-flash";
  static final Telling TELLING = new Telling("req1", "alias", 1_763_700_000);

  private Cases() {}

  static String read(String name) {
    String path = "/dev/sluice/protocol/convert/" + name;
    try (InputStream in = Cases.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Target target(String model) {
    return new Target("g1", model, UpstreamOptions.DEFAULT);
  }

  static JsonNode json(String text) {
    return Json.tree(text.replace('\'', '"')).orElseThrow(() -> new AssertionError(text));
  }

  static ObjectNode object(String text) {
    return (ObjectNode) json(text);
  }

  static RequestDraft draft() {
    return MessageRequest.draft("m").maxTokens(100);
  }

  static RequestDraft asking(ContentBlock... blocks) {
    return draft().turn(Turn.of(Turn.Role.USER, blocks));
  }

  static ContentBlock.Text text(String words) {
    return new ContentBlock.Text(words);
  }

  static ContentBlock.ToolUse call(String id, String name) {
    return new ContentBlock.ToolUse(id, name, Json.object().put("a", 1));
  }

  static ContentBlock.ToolResult result(String id, ContentBlock... content) {
    return new ContentBlock.ToolResult(id, List.of(content), false);
  }

  static JsonNode written(RequestDraft draft, String model, Losses losses) throws Exception {
    byte[] body = GeminiUpstream.INSTANCE.write(draft.request(), target(model), losses).body();
    return Json.tree(body).orElseThrow();
  }

  static JsonNode written(RequestDraft draft, String model) throws Exception {
    return written(draft, model, new Losses());
  }

  static JsonNode contents(RequestDraft draft, String model) throws Exception {
    return written(draft, model).path("contents");
  }

  /** The events of a stream of Gemini's, and of its end. */
  static List<StreamEvent> decoded(String stream) {
    return decoded(draft(), stream);
  }

  static List<StreamEvent> decoded(RequestDraft asked, String stream) {
    var events = new ArrayList<StreamEvent>();
    try {
      UpstreamRequest request =
          GeminiUpstream.INSTANCE.write(asked.request(), target(THIRD), new Losses());
      var decoder = request.decoder(events::add);
      var framer = new SseFramer(decoder::event);
      byte[] bytes = stream.getBytes(UTF_8);
      framer.feed(bytes, 0, bytes.length);
      framer.rest().ifPresent(decoder::event);
      decoder.finish();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    EventGrammar.check(events);
    return events;
  }

  static Fold folded(List<StreamEvent> events) {
    var fold = new Fold();
    events.forEach(fold);
    return fold;
  }

  static Message message(String stream) {
    Fold fold = folded(decoded(stream));
    if (fold.fault().isPresent()) {
      throw new AssertionError(fold.fault().get());
    }
    return fold.message();
  }

  /** A chunk with these parts and a reason to end, or none. */
  static String chunk(String parts, String finish) {
    String reason = finish.isEmpty() ? "" : ",'finishReason':'" + finish + "'";
    return ("data: {'candidates':[{'content':{'role':'model','parts':["
            + parts
            + "]}"
            + reason
            + "}],'responseId':'r1','modelVersion':'gemini-x'}\r\n\r\n")
        .replace('\'', '"');
  }

  static CallerRequest asked(String body, Losses losses) throws Exception {
    var outside = new Asked("alias", true, false, _ -> Optional.empty());
    return GeminiCaller.INSTANCE.read(outside, object(body), losses);
  }

  static MessageRequest read(ObjectNode body, Losses losses) throws Exception {
    return GeminiCaller.INSTANCE
        .read(new Asked("alias", true, false, _ -> Optional.empty()), body, losses)
        .message();
  }

  /** A stream of ours, held to the grammar. */
  static String encoded(List<StreamEvent> events, boolean thoughts, boolean array) {
    var encoder = new GeminiCallerRequest(draft().request(), thoughts, array).stream(TELLING);
    var out = new ByteArrayOutputStream();
    events.forEach(event -> encoder.encode(event, out));
    String stream = out.toString(UTF_8);
    GeminiGrammar.check(stream, array);
    return stream;
  }

  /** The chunks of a stream of events, in their order. */
  static List<JsonNode> chunks(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: "))
        .map(line -> Json.tree(line.substring(6)).orElseThrow(() -> new AssertionError(line)))
        .toList();
  }
}
