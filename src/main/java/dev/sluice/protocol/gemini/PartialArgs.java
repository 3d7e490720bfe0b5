package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arguments of a call that come value by value, each with its path ({@code $.items[0].name}).
 */
final class PartialArgs {

  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,5})]|\\['((?:[^'\\\\]|\\\\.)*)']");
  private static final int MOST_ITEMS = 10_000;
  private static final int DEEPEST = 100;

  private final ObjectNode args = Json.object();
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();

  /** Takes one element of {@code partialArgs}; one that makes no sense is passed over. */
  void take(JsonNode piece) {
    String path = piece.path("jsonPath").asText("");
    JsonNode text = piece.path("stringValue");
    if (text.isTextual()) {
      texts.computeIfAbsent(path, _ -> new StringBuilder()).append(text.textValue());
      put(path, TextNode.valueOf(""));
    } else if (piece.has("numberValue")) {
      put(path, piece.get("numberValue"));
    } else if (piece.has("boolValue")) {
      put(path, piece.get("boolValue"));
    } else if (piece.has("nullValue")) {
      put(path, NullNode.instance);
    }
  }

  /** All of it, as far as it has come. */
  String json() {
    texts.forEach((path, text) -> put(path, TextNode.valueOf(text.toString())));
    return args.toString();
  }

  private void put(String path, JsonNode value) {
    List<String> steps = steps(path);
    if (steps.isEmpty() || steps.size() > DEEPEST) {
      return;
    }
    JsonNode at = args;
    for (int i = 0; i < steps.size() - 1; i++) {
      at = child(at, steps.get(i), steps.get(i + 1).startsWith("["));
    }
    set(at, steps.getLast(), value);
  }

  /** Names as they are, places in arrays with a bracket before; empty for what is no path. */
  private static List<String> steps(String path) {
    if (!path.startsWith("$")) {
      return List.of();
    }
    var steps = new ArrayList<String>();
    Matcher step = STEP.matcher(path).region(1, path.length());
    int end = 1;
    while (step.lookingAt()) {
      if (step.group(2) != null) {
        steps.add("[" + step.group(2));
      } else if (step.group(1) != null) {
        steps.add("." + step.group(1));
      } else {
        steps.add("." + step.group(3).replaceAll("\\\\(.)", "$1"));
      }
      end = step.end();
      step.region(end, path.length());
    }
    return end == path.length() ? steps : List.of();
  }

  private static JsonNode child(JsonNode at, String step, boolean array) {
    JsonNode there = get(at, step);
    if (array ? there instanceof ArrayNode : there instanceof ObjectNode) {
      return there;
    }
    JsonNode made = array ? Json.array() : Json.object();
    set(at, step, made);
    return made;
  }

  private static JsonNode get(JsonNode at, String step) {
    return step.startsWith("[")
        ? at.path(Integer.parseInt(step.substring(1)))
        : at.path(step.substring(1));
  }

  private static void set(JsonNode at, String step, JsonNode value) {
    if (at instanceof ObjectNode object) {
      object.set(step.substring(1), value);
    } else if (at instanceof ArrayNode array && step.startsWith("[")) {
      int place = Integer.parseInt(step.substring(1));
      while (array.size() <= Math.min(place, MOST_ITEMS)) {
        array.addNull();
      }
      if (place < array.size()) {
        array.set(place, value);
      }
    }
  }
}
