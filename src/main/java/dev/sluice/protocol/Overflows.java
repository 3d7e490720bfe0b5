package dev.sluice.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault.Overflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words by which providers say that a prompt does not fit, read from {@code overflows.json};
 * every entry there carries the text in which it was seen. The first that fits wins.
 */
final class Overflows {

  private static final List<Wording> WORDINGS = load();

  /**
   * @param tokens number of the group that tells how long the prompt was; 0: not told
   * @param maximum number of the group that tells how long it may be; 0: not told
   */
  private record Wording(Pattern pattern, int tokens, int maximum) {

    Optional<Overflow> numbers(Matcher found) {
      if (tokens == 0 || maximum == 0) {
        return Optional.empty();
      }
      var over = new Overflow(number(found.group(tokens)), number(found.group(maximum)));
      return Optional.of(over).filter(each -> each.tokens() > each.maximum());
    }

    private static long number(String digits) {
      return digits.length() > 15 ? 0 : Long.parseLong(digits);
    }
  }

  private Overflows() {}

  /** What an error's words say of a prompt that is too long; empty when they say nothing of it. */
  static Optional<Fault> in(String words) {
    for (Wording wording : WORDINGS) {
      Matcher found = wording.pattern().matcher(words);
      if (found.find()) {
        return Optional.of(new Fault(Fault.Kind.CONTEXT_TOO_LONG, words, wording.numbers(found)));
      }
    }
    return Optional.empty();
  }

  private static List<Wording> load() {
    var wordings = new ArrayList<Wording>();
    for (JsonNode entry : Json.resource(Overflows.class, "overflows.json")) {
      wordings.add(
          new Wording(
              Pattern.compile(entry.path("pattern").asText(), Pattern.CASE_INSENSITIVE),
              entry.path("tokens").asInt(),
              entry.path("maximum").asInt()));
    }
    return List.copyOf(wordings);
  }
}
