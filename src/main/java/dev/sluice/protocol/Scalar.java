package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** A string, number, boolean or null that a parser stands at. */
public final class Scalar {

  private final JsonParser parser;

  Scalar(JsonParser parser) {
    this.parser = parser;
  }

  /** Whether it is null, false, zero or an empty string. */
  public boolean isNothing() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getTextLength() == 0;
      case VALUE_NUMBER_INT -> parser.getTextLength() == 1 && text().equals("0");
      case VALUE_NUMBER_FLOAT, VALUE_TRUE -> false;
      default -> true;
    };
  }

  /** Whether it is a string with something in it. */
  public boolean isText() throws IOException {
    return parser.currentToken() == JsonToken.VALUE_STRING && parser.getTextLength() > 0;
  }

  /** As written, without quotes. */
  public String text() throws IOException {
    return parser.getText();
  }

  /** The whole number that it is; -1 when it is none, or a negative one. */
  public long count() throws IOException {
    boolean whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    return whole ? Math.max(-1, parser.getLongValue()) : -1;
  }
}
