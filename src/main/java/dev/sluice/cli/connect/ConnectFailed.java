package dev.sluice.cli.connect;

import dev.sluice.cli.ExitCode;
import java.nio.file.Path;

/**
 * A command of this package that could not do its work: one line, and what the program ends with.
 */
public final class ConnectFailed extends Exception {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private ConnectFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }

  static ConnectFailed invalid(String what) {
    return new ConnectFailed(ExitCode.INVALID, what);
  }

  static ConnectFailed invalid(Path file, InvalidText failure) {
    return invalid(file + ", " + failure.getMessage());
  }

  static ConnectFailed notFound(String what) {
    return new ConnectFailed(ExitCode.NOT_FOUND, what);
  }

  static ConnectFailed unavailable(String what) {
    return new ConnectFailed(ExitCode.UNAVAILABLE, what);
  }

  static ConnectFailed refused(String what) {
    return new ConnectFailed(ExitCode.REFUSED, what);
  }

  static ConnectFailed setting(String what) {
    return new ConnectFailed(ExitCode.SETTINGS, what);
  }
}
