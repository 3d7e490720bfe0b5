package dev.sluice.protocol.anthropic;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model of Anthropic's takes, by its name. A Claude of a generation that is not known yet is
 * taken for one of the newest; what is no Claude at all is some provider's own model behind the
 * same protocol, and those follow the oldest rules.
 *
 * @param version major and minor, such as 4.7 as 407; 0 for what is no Claude
 */
record ClaudeModel(String family, int version) {

  private static final Pattern NAMED_FIRST =
      Pattern.compile("(opus|sonnet|haiku|fable|mythos)-(\\d)(?:[-.](\\d)(?!\\d))?");
  private static final Pattern NUMBERED_FIRST =
      Pattern.compile("claude-(\\d)(?:[-.](\\d)(?!\\d))?-(opus|sonnet|haiku)");
  private static final int NEWEST = 505;

  static ClaudeModel of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    var first = NUMBERED_FIRST.matcher(lower);
    if (first.find()) {
      return new ClaudeModel(first.group(3), version(first.group(1), first.group(2)));
    }
    var second = NAMED_FIRST.matcher(lower);
    if (second.find()) {
      return new ClaudeModel(second.group(1), version(second.group(2), second.group(3)));
    }
    return new ClaudeModel("", lower.contains("claude") ? NEWEST : 0);
  }

  private static int version(String major, @Nullable String minor) {
    return 100 * Integer.parseInt(major) + (minor == null ? 0 : Integer.parseInt(minor));
  }

  /** Thinks by effort instead of by a budget of tokens. */
  boolean adaptive() {
    return version >= 406;
  }

  /** Draws tokens in its own way alone. */
  boolean drawsByItself() {
    return version >= 407;
  }

  /** Takes either a temperature or {@code top_p}. */
  boolean oneOfTemperatureAndTopP() {
    return version >= 401 && version <= 406;
  }

  boolean xhigh() {
    return version >= 407;
  }

  /** Refuses that its thinking be switched off. */
  boolean alwaysThinks() {
    return switch (family) {
      case "fable", "mythos" -> true;
      case "opus" -> version >= 505;
      default -> family.isEmpty() && version >= NEWEST;
    };
  }

  /** Switches thinking off by another word. */
  boolean thinksBetweenTools() {
    return family.equals("sonnet") && version >= 505;
  }

  /** Refuses that the call of a tool be demanded. */
  boolean callsAsItLikes() {
    return switch (family) {
      case "fable", "mythos" -> version >= 501;
      case "opus", "sonnet" -> version >= 505;
      default -> family.isEmpty() && version >= NEWEST;
    };
  }

  /** Refuses to go on from the beginning of its own answer. */
  boolean refusesPrefill() {
    return version >= 406;
  }

  /** Obeys a schema for its answer. */
  boolean obeysSchemas() {
    return version >= 405 || (version >= 401 && family.equals("opus"));
  }
}
