package dev.sluice.admin.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Words;
import java.util.ArrayList;

/** {@code {"template","arguments"}}, where an argument is a text or words again. */
final class WordsJson {

  private static final String TEMPLATE = "template";
  private static final String ARGUMENTS = "arguments";

  private WordsJson() {}

  static ObjectNode of(Words words) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(TEMPLATE, words.template());
    ArrayNode arguments = json.putArray(ARGUMENTS);
    for (Words.Argument each : words.arguments()) {
      switch (each) {
        case Words.Text(String text) -> arguments.add(text);
        case Words.Part(Words part) -> arguments.add(of(part));
      }
    }
    return json;
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static Words read(JsonNode json) {
    var arguments = new ArrayList<Words.Argument>();
    for (JsonNode each : json.path(ARGUMENTS)) {
      arguments.add(each.isObject() ? new Words.Part(read(each)) : new Words.Text(each.asText()));
    }
    return new Words(json.path(TEMPLATE).asText(), arguments);
  }
}
