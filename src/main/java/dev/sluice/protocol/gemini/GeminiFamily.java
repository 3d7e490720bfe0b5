package dev.sluice.protocol.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model can do, by its name; one whose name tells nothing is taken for a new one.
 *
 * @param generation ten times the number in its name
 */
record GeminiFamily(int generation, boolean pro, boolean lite) {

  private static final Pattern NUMBER = Pattern.compile("gemini-(\\d{1,2})(?:\\.(\\d))?(?!\\d)");
  private static final int FIRST_THINKING = 25;
  private static final int THIRD = 30;
  private static final int OLD = 20;

  static GeminiFamily of(String model) {
    return new GeminiFamily(generation(model), model.contains("pro"), model.contains("lite"));
  }

  private static int generation(String model) {
    Matcher number = NUMBER.matcher(model);
    if (number.find()) {
      String tenth = number.group(2) == null ? "0" : number.group(2);
      return 10 * Integer.parseInt(number.group(1)) + Integer.parseInt(tenth);
    }
    return model.contains("gemma") ? OLD : Integer.MAX_VALUE;
  }

  /** Whether it thinks, and takes JSON Schema as it is. */
  boolean thinks() {
    return generation >= FIRST_THINKING;
  }

  /**
   * Whether it has levels of thinking, checks signatures, takes https addresses, pictures inside
   * the results of tools, and functions beside tools of the provider's own.
   */
  boolean third() {
    return generation >= THIRD;
  }

  /** Whether its levels are low and high alone. */
  boolean twoLevels() {
    return pro && generation == THIRD;
  }
}
