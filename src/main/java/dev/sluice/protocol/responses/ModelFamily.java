package dev.sluice.protocol.responses;

import dev.sluice.protocol.message.Effort;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the models of a family take, as far as a model's name tells which family it is of. */
enum ModelFamily {
  /** Does not think. */
  PLAIN(EnumSet.noneOf(Effort.class)),
  O_SERIES(EnumSet.range(Effort.LOW, Effort.HIGH)),
  GPT_5(EnumSet.range(Effort.MINIMAL, Effort.HIGH)),
  GPT_5_1(EnumSet.of(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH)),
  GPT_5_2(EnumSet.of(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH)),
  GPT_5_6(
      EnumSet.of(Effort.NONE, Effort.LOW, Effort.MEDIUM, Effort.HIGH, Effort.XHIGH, Effort.MAX)),
  /** Thinks whether it is told to or not. */
  GPT_6_1(EnumSet.range(Effort.LOW, Effort.MAX)),
  /** Not one of OpenAI's, or under a name that does not tell. */
  OTHER(EnumSet.allOf(Effort.class));

  private static final Pattern NO_THINKING = Pattern.compile("(chatgpt-|gpt-[34]|gpt-5-chat).*");
  private static final Pattern O = Pattern.compile("(o[1-9]|codex-mini)([-:.].*)?");
  private static final Pattern GPT = Pattern.compile("gpt-(\\d{1,4})(?:\\.(\\d{1,4}))?([-:].*)?");
  private static final int FIFTH = 5;
  private static final int SIXTH = 6;

  private final Set<Effort> levels;

  ModelFamily(Set<Effort> levels) {
    this.levels = levels;
  }

  /**
   * @param model as the upstream calls it, whatever stands before a slash aside
   */
  static ModelFamily of(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (NO_THINKING.matcher(name).matches()) {
      return PLAIN;
    }
    if (O.matcher(name).matches()) {
      return O_SERIES;
    }
    Matcher gpt = GPT.matcher(name);
    return gpt.matches() ? numbered(gpt, name) : OTHER;
  }

  private static ModelFamily numbered(Matcher gpt, String name) {
    int major = Integer.parseInt(gpt.group(1));
    int minor = gpt.group(2) == null ? 0 : Integer.parseInt(gpt.group(2));
    if (major < FIFTH) {
      return PLAIN;
    }
    if (major > FIFTH) {
      boolean always = major > SIXTH || minor > 0 || name.contains("astra");
      return always ? GPT_6_1 : GPT_5_6;
    }
    return switch (minor) {
      case 0 -> GPT_5;
      case 1 -> GPT_5_1;
      case 2, 3, 4, 5 -> GPT_5_2;
      default -> GPT_5_6;
    };
  }

  boolean thinks() {
    return !levels.isEmpty();
  }

  /** Whether it is known to be a model that thinks. */
  boolean surelyThinks() {
    return thinks() && this != OTHER;
  }

  /** The level itself, else the next lower one, else the lowest; empty when it does not think. */
  Optional<Effort> nearest(Effort wanted) {
    return levels.stream()
        .filter(level -> wanted.atLeast(level))
        .max(Effort::compareTo)
        .or(() -> levels.stream().min(Effort::compareTo));
  }

  /** Whether temperature and the like may be said. */
  boolean takesSampling(Optional<Effort> effort) {
    return switch (this) {
      case PLAIN, OTHER -> true;
      case GPT_5_1, GPT_5_2, GPT_5_6 -> effort.filter(Effort.NONE::equals).isPresent();
      case O_SERIES, GPT_5, GPT_6_1 -> false;
    };
  }
}
