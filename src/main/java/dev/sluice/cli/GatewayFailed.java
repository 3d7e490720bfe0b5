package dev.sluice.cli;

import java.io.IOException;

/** The gateway that was asked did not do what was wanted of it. */
final class GatewayFailed extends IOException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  GatewayFailed(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
