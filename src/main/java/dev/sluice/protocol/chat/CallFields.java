package dev.sluice.protocol.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The members of a call, which stand on two levels. */
final class CallFields {

  private int index;
  private String id = "";
  private String name = "";
  private String arguments = "";

  CallFields(int index) {
    this.index = index;
  }

  void read(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String member = in.currentName();
      in.nextToken();
      switch (member) {
        case "index" -> index = in.getValueAsInt(index);
        case "id" -> id = ChatChunk.text(in);
        case "name" -> name = ChatChunk.text(in);
        case "arguments", "input" -> arguments = arguments(in);
        case "function", "custom" -> {
          if (in.currentToken() == JsonToken.START_OBJECT) {
            read(in);
          }
        }
        default -> in.skipChildren();
      }
    }
  }

  private static String arguments(JsonParser in) throws IOException {
    return in.currentToken() == JsonToken.START_OBJECT
        ? new String(ChatChunk.bytes(in), StandardCharsets.UTF_8)
        : ChatChunk.text(in);
  }

  CallPiece piece() {
    return new CallPiece(index, id, name, arguments);
  }
}
