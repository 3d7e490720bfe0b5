package dev.sluice.cli;

/** What the program ends with. */
final class ExitCode {

  static final int DONE = 0;
  static final int USAGE = 2;
  static final int INVALID = 65;
  static final int NOT_FOUND = 66;
  static final int UNAVAILABLE = 69;
  static final int BROKEN = 70;
  static final int CONFLICT = 73;
  static final int REFUSED = 77;
  static final int SETTINGS = 78;

  private ExitCode() {}
}
