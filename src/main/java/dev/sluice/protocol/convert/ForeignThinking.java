package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.ByteSearch;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.gemini.GeminiCaller;
import dev.sluice.protocol.message.Envelope;
import java.util.Iterator;

/**
 * Thinking that a conversation brings along from an upstream of another protocol. The one to which
 * it has moved cannot verify its signature and would refuse the whole request, so all of it is left
 * out, from every turn and every time alike.
 */
public final class ForeignThinking {

  private static final byte[] MARK = "sl1.".getBytes(US_ASCII);

  /** How signatures of Gemini's begin that are ours: they are base64. */
  private static final byte[] CARRIED = "c2wxO".getBytes(US_ASCII);

  private ForeignThinking() {}

  /** Whether a body may hold any; false is certain. */
  public static boolean mayBeIn(Protocol protocol, byte[] body) {
    return protocol == Protocol.GEMINI
        ? ByteSearch.quoted(body, CARRIED) >= 0
        : ByteSearch.dotted(body, MARK) >= 0;
  }

  /** The body without it; the same bytes when it holds none after all. */
  public static byte[] without(Protocol protocol, byte[] body) {
    JsonNode tree = Json.tree(body).orElse(null);
    if (!(tree instanceof ObjectNode request)) {
      return body;
    }
    boolean changed =
        switch (protocol) {
          case ANTHROPIC -> messages(request);
          case OPENAI_CHAT -> details(request);
          case OPENAI_RESPONSES -> remove(request.path("input"), "encrypted_content");
          case GEMINI -> signatures(request);
        };
    return changed ? Json.bytes(request) : body;
  }

  private static boolean messages(ObjectNode request) {
    boolean changed = false;
    for (Iterator<JsonNode> turns = request.path("messages").elements(); turns.hasNext(); ) {
      JsonNode content = turns.next().path("content");
      boolean signed = remove(content, "signature");
      boolean here = remove(content, "data") || signed;
      changed |= here;
      if (here && content.isEmpty()) {
        turns.remove();
      }
    }
    if (changed && calledWithout(request.path("messages"))) {
      forgoThinking(request);
    }
    return changed;
  }

  /** Whether the calls that are being answered do not begin with thinking, or do no longer. */
  private static boolean calledWithout(JsonNode messages) {
    JsonNode calling = messages.path(messages.size() - 2).path("content");
    return has(messages.path(messages.size() - 1).path("content"), "tool_result")
        && has(calling, "tool_use")
        && !calling.path(0).path("type").asText().endsWith("thinking");
  }

  private static boolean has(JsonNode content, String type) {
    for (JsonNode block : content) {
      if (block.path("type").asText().equals(type)) {
        return true;
      }
    }
    return false;
  }

  /* With a budget, Anthropic wants thinking before such calls; edits of it want thinking too. */
  private static void forgoThinking(ObjectNode request) {
    if (!request.path("thinking").path("type").asText().equals("enabled")) {
      return;
    }
    request.remove("thinking");
    if (request.path("context_management").path("edits") instanceof ArrayNode edits) {
      edits.removeIf(edit -> edit.path("type").asText().startsWith("clear_thinking_"));
      if (edits.isEmpty()) {
        request.remove("context_management");
      }
    }
  }

  private static boolean details(ObjectNode request) {
    boolean changed = false;
    for (JsonNode message : request.path("messages")) {
      changed |= remove(message.path("reasoning_details"), "data");
    }
    return changed;
  }

  private static boolean signatures(ObjectNode request) {
    boolean changed = false;
    for (JsonNode content : request.path("contents")) {
      for (JsonNode part : content.path("parts")) {
        if (part instanceof ObjectNode object && GeminiCaller.isOurs(object)) {
          GeminiCaller.unsign(object);
          changed = true;
        }
      }
    }
    return changed;
  }

  /** Removes elements whose member of this name is an envelope. */
  private static boolean remove(JsonNode list, String member) {
    boolean changed = false;
    if (list instanceof ArrayNode array) {
      for (Iterator<JsonNode> elements = array.elements(); elements.hasNext(); ) {
        if (ours(elements.next(), member)) {
          elements.remove();
          changed = true;
        }
      }
    }
    return changed;
  }

  private static boolean ours(JsonNode node, String member) {
    JsonNode value = node.path(member);
    return value.isTextual() && Envelope.is(value.textValue());
  }
}
