package dev.sluice.health;

import java.util.Locale;

/**
 * What one check of the doctor saw.
 *
 * @param group what was looked at: {@code configuration}, {@code channel main}
 * @param check names it within the group
 * @param seen one line, without secrets
 * @param fix what to do about it; empty when it is ok
 */
public record Finding(String group, String check, State state, String seen, String fix) {

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

  public static Finding ok(String group, String check, String seen) {
    return new Finding(group, check, State.OK, seen, "");
  }

  public static Finding warning(String group, String check, String seen, String fix) {
    return new Finding(group, check, State.WARNING, seen, fix);
  }

  public static Finding failed(String group, String check, String seen, String fix) {
    return new Finding(group, check, State.FAILED, seen, fix);
  }
}
