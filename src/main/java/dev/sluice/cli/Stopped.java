package dev.sluice.cli;

/** A command that ended before its work was done; its message is one line that names the fix. */
final class Stopped extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Stopped(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
