package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Follows a parser token by token and tells each scalar with the names that lead to it. */
final class JsonWalk {

  /** Objects and arrays around a scalar; nothing of interest lies deeper. */
  private static final int DEEPEST = 8;

  private final Members members;
  private final StringBuilder path = new StringBuilder();
  private final int[] lengths = new int[DEEPEST + 1];
  private int depth;

  JsonWalk(Members members) {
    this.members = members;
  }

  /** Takes one token; true when it ends a document. */
  boolean step(JsonToken token, JsonParser parser, Scalar scalar) throws IOException {
    boolean near = depth <= DEEPEST;
    switch (token) {
      case START_OBJECT, START_ARRAY -> open();
      case END_OBJECT, END_ARRAY -> {
        if (near) {
          path.setLength(lengths[depth]);
        }
        return --depth == 0;
      }
      case FIELD_NAME -> {
        if (near) {
          path.setLength(lengths[depth]);
          path.append('/').append(parser.currentName());
        }
      }
      default -> {
        if (near && depth > 0) {
          members.member(path.toString(), scalar);
        }
      }
    }
    return false;
  }

  private void open() {
    if (++depth <= DEEPEST) {
      lengths[depth] = path.length();
    }
  }
}
