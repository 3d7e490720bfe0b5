package dev.sluice.protocol.chat;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.JsonAt;
import java.util.OptionalDouble;

/** What is wrong with a request beside its types. */
final class Malformed {

  private Malformed() {}

  /**
   * @param what in words that follow the member's name
   * @param send what would have been right
   */
  static MalformedRequest at(JsonAt where, String what, String send) {
    return new MalformedRequest(where.pointer(), where.path() + ": " + what + "; send " + send);
  }

  /** A number from 0 on. */
  static OptionalDouble number(JsonAt body, String name, int most) throws MalformedRequest {
    OptionalDouble number = body.optionalNumber(name);
    if (number.isPresent() && !(number.getAsDouble() >= 0 && number.getAsDouble() <= most)) {
      throw at(body.required(name), "is " + body.node().path(name), "a number from 0 to " + most);
    }
    return number;
  }
}
