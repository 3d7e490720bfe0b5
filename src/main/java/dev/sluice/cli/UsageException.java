package dev.sluice.cli;

/** Arguments that are read but make no sense. */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
