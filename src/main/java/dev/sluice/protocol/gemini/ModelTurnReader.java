package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One turn of the model's. Text that came in pieces becomes one block again, and signatures go into
 * the thinking before the part that they lie on. Used for one turn.
 */
final class ModelTurnReader {

  private static final Set<String> NO_SIGNATURES =
      Set.of(
          "",
          "skip_thought_signature_validator",
          "c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=",
          "context_engineering_is_the_way_to_go");

  private final OpenCalls calls;
  private final Losses losses;
  private final List<ContentBlock> blocks = new ArrayList<>();
  private final StringBuilder thought = new StringBuilder();
  private Signatures signatures = new Signatures();
  private boolean signed;

  ModelTurnReader(OpenCalls calls, Losses losses) {
    this.calls = calls;
    this.losses = losses;
  }

  List<ContentBlock> blocks() {
    flush();
    return blocks;
  }

  void part(Fields part) throws MalformedRequest {
    String signature = part.text("thoughtSignature").orElse("");
    boolean thinks = part.flag("thought").orElse(false);
    Optional<Fields> call = part.object("functionCall");
    if (call.isPresent()) {
      call(call.get(), signature);
    } else if (part.has("toolCall") || part.has("toolResponse")) {
      signatures.part(part.json().deepCopy());
      signed = true;
      part.take("toolCall");
      part.take("toolResponse");
    } else if (thinks) {
      thought(part.text("text").orElse(""), signature);
    } else {
      text(words(part), signature);
    }
    part.warn(losses);
  }

  private void thought(String text, String signature) {
    if (NO_SIGNATURES.contains(signature)) {
      thought.append(text);
    } else if (!carried(signature)) {
      thought.append(text);
      signatures.ofThought(signature);
      signed = true;
    }
  }

  private void text(String text, String signature) {
    if (!NO_SIGNATURES.contains(signature) && !carried(signature)) {
      signatures.ofText(signature);
      signed = true;
    }
    flush();
    if (text.isEmpty()) {
      return;
    }
    if (!blocks.isEmpty() && blocks.getLast() instanceof ContentBlock.Text before) {
      blocks.removeLast();
      blocks.add(new ContentBlock.Text(before.text() + text));
    } else {
      blocks.add(new ContentBlock.Text(text));
    }
  }

  private void call(Fields call, String signature) throws MalformedRequest {
    String name = call.text("name").orElse("");
    if (name.isEmpty()) {
      throw call.malformed("name", "is missing", "send the name of the function");
    }
    String id = calls.open(call.text("id").orElse(""), name);
    Optional<JsonNode> args = call.take("args");
    if (args.isPresent() && !args.get().isObject()) {
      throw call.malformed("args", "is no object", "send an object");
    }
    if (!NO_SIGNATURES.contains(signature) && !carried(signature)) {
      signatures.ofCall(id, signature);
      signed = true;
    }
    flush();
    ObjectNode input = args.map(ObjectNode.class::cast).orElseGet(Json::object);
    blocks.add(new ContentBlock.ToolUse(id, name, input));
    call.take("willContinue");
    call.warn(losses);
  }

  /** Whether it was thinking that we had sent; it takes the place of the thoughts before. */
  private boolean carried(String signature) {
    Optional<List<ContentBlock>> own = CarriedThinking.read(signature);
    if (own.isEmpty()) {
      return false;
    }
    thought.setLength(0);
    flush();
    blocks.addAll(own.get());
    return true;
  }

  private void flush() {
    if (thought.isEmpty() && !signed) {
      return;
    }
    String envelope = signed ? signatures.envelope(Envelope.ANYWHERE) : "";
    blocks.add(new ContentBlock.Thinking(thought.toString(), envelope));
    thought.setLength(0);
    signatures = new Signatures();
    signed = false;
  }

  private String words(Fields part) throws MalformedRequest {
    Optional<Fields> code = part.object("executableCode");
    if (code.isPresent()) {
      String language = code.get().text("language").orElse("").toLowerCase(Locale.ROOT);
      return "\n```" + language + "\n" + code.get().text("code").orElse("") + "\n```\n";
    }
    Optional<Fields> result = part.object("codeExecutionResult");
    if (result.isPresent()) {
      return "\n```\n" + result.get().text("output").orElse("") + "\n```\n";
    }
    if (part.take("inlineData").isPresent() || part.take("fileData").isPresent()) {
      losses.degraded(Fields.path(part.pointer()), "is left out: a picture of the model's own");
      return "[image omitted]";
    }
    Optional<String> text = part.text("text");
    if (text.isEmpty()) {
      throw Fields.malformed(
          part.pointer(), "has nothing that is known; send text or a functionCall");
    }
    return text.get();
  }
}
