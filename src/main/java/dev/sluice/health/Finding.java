package dev.sluice.health;

import dev.sluice.base.Words;
import java.util.Locale;

/**
 * What one check of the doctor saw.
 *
 * @param group what was looked at: {@code configuration}, {@code channel main}
 * @param check names it within the group
 * @param seen one line, without secrets
 * @param fix what to do about it; empty when it is ok
 */
public record Finding(Words group, Words check, State state, Words seen, Words fix) {

  /** How bad it is. */
  public enum State {
    OK,
    WARNING,
    FAILED;

    /** As reports name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Finding ok(Words group, Words check, Words seen) {
    return new Finding(group, check, State.OK, seen, Words.NONE);
  }

  public static Finding warning(Words group, Words check, Words seen, Words fix) {
    return new Finding(group, check, State.WARNING, seen, fix);
  }

  public static Finding failed(Words group, Words check, Words seen, Words fix) {
    return new Finding(group, check, State.FAILED, seen, fix);
  }
}
