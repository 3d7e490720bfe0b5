package dev.sluice.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.admin.CommandFailed.Reason;

/** Sets the value at a JSON pointer; what is missing on the way is made. */
final class PointerEdit {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PointerEdit() {}

  static void apply(ObjectNode document, String pointer, JsonNode value) throws CommandFailed {
    if (!pointer.startsWith("/")) {
      throw failed(pointer, "expected: a JSON pointer such as /retry/maxAttempts");
    }
    String[] steps = pointer.substring(1).split("/", -1);
    JsonNode at = document;
    for (int i = 0; i < steps.length - 1; i++) {
      at = child(at, name(steps[i]), steps[i + 1], pointer);
    }
    put(at, name(steps[steps.length - 1]), value, pointer);
  }

  private static String name(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static JsonNode child(JsonNode node, String name, String next, String pointer)
      throws CommandFailed {
    if (node instanceof ObjectNode object) {
      if (object.hasNonNull(name)) {
        return object.get(name);
      }
      return next.equals("-") ? object.putArray(name) : object.putObject(name);
    }
    return node.path(index(node, name, pointer));
  }

  private static void put(JsonNode node, String name, JsonNode value, String pointer)
      throws CommandFailed {
    if (node instanceof ObjectNode object) {
      object.set(name, value);
    } else if (node instanceof ArrayNode array && name.equals("-")) {
      array.add(value);
    } else {
      int index = index(node, name, pointer);
      ((ArrayNode) node).set(index, value);
    }
  }

  private static int index(JsonNode node, String name, String pointer) throws CommandFailed {
    if (!node.isArray()) {
      throw failed(pointer, "leads through a plain value");
    }
    if (!name.matches("0|[1-9][0-9]{0,6}") || Integer.parseInt(name) >= node.size()) {
      throw failed(pointer, "there are " + node.size() + " items, counted from 0");
    }
    return Integer.parseInt(name);
  }

  /** JSON, or text when it is none. */
  static JsonNode value(String text) {
    try {
      JsonNode read = MAPPER.readTree(text);
      return read.isMissingNode() ? TextNode.valueOf(text) : read;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static CommandFailed failed(String pointer, String why) {
    return new CommandFailed(Reason.INVALID, "\"" + pointer + "\": " + why);
  }
}
