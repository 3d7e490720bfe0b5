package dev.sluice.cli.connect;

import java.util.List;
import java.util.Optional;

/** Where a JSON value lies in its text. */
sealed interface JsonSpan {

  int start();

  int end();

  /** Anything but an object. */
  record Plain(int start, int end) implements JsonSpan {}

  record Group(int start, int end, List<Member> members) implements JsonSpan {

    /** The member of that name; readers take the last of several. */
    Optional<Member> last(String name) {
      return members.reversed().stream().filter(member -> member.name().equals(name)).findFirst();
    }
  }

  /**
   * A member of an object.
   *
   * @param comma where the comma after it is, or -1
   */
  record Member(String name, int start, int nameEnd, JsonSpan value, int comma) {

    /** Behind it and its comma. */
    int after() {
      return comma < 0 ? value.end() : comma + 1;
    }
  }
}
