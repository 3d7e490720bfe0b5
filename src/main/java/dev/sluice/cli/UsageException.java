package dev.sluice.cli;

/** Arguments that are read but make no sense. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
