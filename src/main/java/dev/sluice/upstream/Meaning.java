package dev.sluice.upstream;

import static java.util.Locale.ROOT;

/** What an upstream wants to say, whatever words and codes it has for it. */
enum Meaning {
  /** Balance, credit or plan used up. */
  QUOTA,
  /** Too fast, or too many at once. */
  RATE_LIMIT,
  BAD_KEY,
  OVERLOADED,
  MODEL_MISSING,
  /** The request is at fault: its length, content or form. */
  REJECTED,
  /** The upstream, or our way to it, is at fault. */
  FAILED;

  /** As {@code error-texts.json} spells it. */
  static Meaning of(String id) {
    return valueOf(id.toUpperCase(ROOT));
  }
}
