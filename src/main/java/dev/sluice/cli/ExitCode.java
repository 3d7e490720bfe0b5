package dev.sluice.cli;

/** What the program ends with. */
public final class ExitCode {

  public static final int DONE = 0;
  public static final int USAGE = 2;
  public static final int INVALID = 65;
  public static final int NOT_FOUND = 66;
  public static final int UNAVAILABLE = 69;
  public static final int BROKEN = 70;
  public static final int CONFLICT = 73;
  public static final int REFUSED = 77;
  public static final int SETTINGS = 78;

  private ExitCode() {}
}
