package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.ToolNames;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The parts of one answer, one after another, as blocks of a message. */
final class GeminiParts {

  private final MessageFlow flow;
  private final ThoughtCarrier carrier;
  private final CallIds ids;
  private final ToolNames names;
  private @Nullable PartialArgs partial;
  private boolean said;
  private boolean speaking;

  GeminiParts(MessageFlow flow, ThoughtCarrier carrier, CallIds ids, ToolNames names) {
    this.flow = flow;
    this.carrier = carrier;
    this.ids = ids;
    this.names = names;
  }

  /** Whether there was text or a call. */
  boolean said() {
    return said;
  }

  /**
   * @param answer the id of the answer
   */
  void take(GeminiPart part, String answer) {
    JsonNode call = part.other().path("functionCall");
    if (call.isObject()) {
      call(call, part.signature(), answer);
      return;
    }
    end();
    String text = part.text();
    if (text == null) {
      other(part);
    } else if (part.thought()) {
      carrier.thought(text, part.signature());
      speaking = false;
    } else {
      text(text, part.signature());
    }
  }

  /** No more of the call that is coming in pieces. */
  void end() {
    if (partial != null) {
      flow.input(partial.json());
      flow.close();
      partial = null;
    }
  }

  /* A signature that comes behind its text has no place any more: a block of thinking behind it
   * would be the answer's last, where clients look for the text. Gemini does not ask for it. */
  private void text(String text, String signature) {
    boolean room = flow.thinkingOpen() || (!speaking && !text.isEmpty());
    if (!signature.isEmpty() && room) {
      carrier.beforeText(signature);
    }
    if (!text.isEmpty()) {
      flow.text(text);
      said |= !text.isBlank();
      speaking = true;
    }
  }

  private void call(JsonNode call, String signature, String answer) {
    String name = call.path("name").asText("");
    boolean more = call.path("willContinue").asBoolean();
    if (name.isEmpty() && partial == null) {
      return;
    }
    if (!name.isEmpty()) {
      begin(name, call, signature, answer);
      if (!more && call.path("partialArgs").isMissingNode()) {
        whole(call.path("args"));
        return;
      }
      partial = new PartialArgs();
    }
    if (partial != null) {
      call.path("partialArgs").forEach(partial::take);
    }
    if (!more) {
      end();
    }
  }

  private void begin(String name, JsonNode call, String signature, String answer) {
    end();
    String id = ids.of(call.path("id").asText(""), answer);
    if (!signature.isEmpty()) {
      carrier.beforeCall(id, signature);
    }
    flow.call(id, names.given(name));
    said = true;
    speaking = false;
  }

  private void whole(JsonNode args) {
    if (args.isObject() && !args.isEmpty()) {
      flow.input(args.toString());
    } else if (!args.isObject() && !args.isMissingNode() && !args.isNull()) {
      flow.input(Json.object().set("_raw", args).toString());
    }
    flow.close();
  }

  private void other(GeminiPart part) {
    ObjectNode json = part.other();
    if (json.has("toolCall") || json.has("toolResponse")) {
      ObjectNode whole = json.deepCopy();
      if (!part.signature().isEmpty()) {
        whole.put("thoughtSignature", part.signature());
      }
      carrier.part(whole);
      speaking = false;
      return;
    }
    if (part.thought()) {
      carrier.thought("", part.signature());
      return;
    }
    text(words(json), part.signature());
  }

  /** What is no text, in words; empty for what says nothing. */
  private static String words(ObjectNode json) {
    JsonNode code = json.path("executableCode");
    if (code.isObject()) {
      String language = code.path("language").asText("").toLowerCase(Locale.ROOT);
      return "\n```" + language + "\n" + code.path("code").asText("") + "\n```\n";
    }
    JsonNode result = json.path("codeExecutionResult");
    if (result.isObject()) {
      return "\n```\n" + result.path("output").asText("") + "\n```\n";
    }
    JsonNode data = json.has("inlineData") ? json.path("inlineData") : json.path("fileData");
    if (!data.isObject()) {
      return "";
    }
    String type = data.path("mimeType").asText("file").replaceFirst("/.*", "");
    return "[" + type + " output omitted]";
  }
}
