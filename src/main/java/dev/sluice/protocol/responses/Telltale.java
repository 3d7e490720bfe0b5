package dev.sluice.protocol.responses;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseEvent;
import java.io.IOException;

/**
 * The few members that most events consist of, read without a tree. Items are told apart by their
 * place in the output: their ids change from event to event at some upstreams.
 *
 * @param index -1 when it was not told
 */
record Telltale(String type, int index, int part, String text) {

  static final int UNTOLD = -1;

  static Telltale read(SseEvent event) throws IOException {
    String type = "";
    String text = "";
    int index = UNTOLD;
    int part = 0;
    try (JsonParser parser = Json.parser(event)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (name) {
          case "type" -> type = string(parser, value, type);
          case "delta", "text", "refusal", "arguments", "input" ->
              text = string(parser, value, text);
          case "output_index" -> index = number(parser, value, index);
          case "content_index", "summary_index" -> part = number(parser, value, part);
          default -> parser.skipChildren();
        }
      }
      if (parser.currentToken() != JsonToken.END_OBJECT) {
        throw new IOException("cut off");
      }
    }
    return new Telltale(type, index, part, text);
  }

  private static String string(JsonParser parser, JsonToken value, String otherwise)
      throws IOException {
    if (value == JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    parser.skipChildren();
    return otherwise;
  }

  private static int number(JsonParser parser, JsonToken value, int otherwise) throws IOException {
    boolean small =
        value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT;
    parser.skipChildren();
    return small ? Math.max(0, parser.getIntValue()) : otherwise;
  }
}
