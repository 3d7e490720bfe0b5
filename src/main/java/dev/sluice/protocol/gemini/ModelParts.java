package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import dev.sluice.protocol.message.ToolIds;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the model said in one turn, with every signature on the part that it came on. */
final class ModelParts {

  /* Google's own word for calls that the model did not make itself: Gemini 3 refuses the first call
   * of a step without a signature. */
  static final String SKIP =
      Base64.getEncoder().encodeToString("skip_thought_signature_validator".getBytes(UTF_8));

  private static final String SIGNATURE = "thoughtSignature";

  private final Writing writing;
  private final MediaParts media;
  private final List<ObjectNode> parts = new ArrayList<>();
  private final Map<String, String> ofCalls = new HashMap<>();
  private String ofText = "";
  private boolean called;

  ModelParts(Writing writing, MediaParts media) {
    this.writing = writing;
    this.media = media;
  }

  List<ObjectNode> of(List<ContentBlock> blocks) throws Inexpressible {
    for (ContentBlock block : blocks) {
      add(block);
    }
    leftOver();
    return parts;
  }

  private void add(ContentBlock block) throws Inexpressible {
    switch (block) {
      case ContentBlock.Text(var text, var _, var _, var rest) -> {
        writing.unknown("a text", rest);
        text(text);
      }
      case ContentBlock.Thinking thinking -> thinking(thinking);
      case ContentBlock.RedactedThinking _ ->
          writing.losses().degraded(Part.REDACTED_THINKING, "is left out: another provider's");
      case ContentBlock.ToolUse call -> call(call);
      case ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ ->
          parts.addAll(media.inside(block));
    }
  }

  private void text(String text) {
    if (!text.isEmpty()) {
      parts.add(signed(MediaParts.text(text), ofText));
      ofText = "";
    }
  }

  private void thinking(ContentBlock.Thinking thinking) {
    Optional<Signatures> own =
        Envelope.read(thinking.signature())
            .filter(envelope -> envelope.concerns(Protocol.GEMINI, writing.target().channel()))
            .map(envelope -> new Signatures(envelope.payload()));
    if (own.isPresent()) {
      restore(thinking.thinking(), own.get());
      return;
    }
    boolean foreign = thinking.signature().isEmpty() || Envelope.is(thinking.signature());
    writing
        .losses()
        .degraded(
            foreign ? Part.THINKING_FOREIGN : Part.THINKING_GENUINE,
            "is left out: only its maker can read it");
  }

  private void restore(String thought, Signatures own) {
    leftOver();
    if (!thought.isEmpty() || !own.thought().isEmpty()) {
      parts.add(signed(MediaParts.text(thought).put("thought", true), own.thought()));
    }
    ofText = own.text();
    for (var call : own.calls().properties()) {
      ofCalls.put(call.getKey(), call.getValue().asText());
    }
    for (JsonNode part : own.parts()) {
      if (part instanceof ObjectNode whole) {
        parts.add(whole);
      }
    }
  }

  /** A signature for text that never came lay on an empty text. */
  private void leftOver() {
    if (!ofText.isEmpty()) {
      parts.add(signed(MediaParts.text(""), ofText));
      ofText = "";
    }
  }

  private void call(ContentBlock.ToolUse call) {
    writing.unknown("a tool_use", call.rest());
    leftOver();
    var part = Json.object();
    var function = part.putObject("functionCall");
    function.put("id", ToolIds.original(call.id())).put("name", writing.names().sent(call.name()));
    function.set("args", call.input());
    boolean first = !called && writing.family().third();
    parts.add(signed(part, ofCalls.getOrDefault(call.id(), first ? SKIP : "")));
    called = true;
  }

  private static ObjectNode signed(ObjectNode part, String signature) {
    return signature.isEmpty() ? part : part.put(SIGNATURE, signature);
  }
}
