package dev.sluice.cli;

import dev.sluice.config.Problem;
import java.util.List;

/** A gateway elsewhere did not do what it was asked; its message says why. */
final class RemoteRefused extends Exception {

  private static final long serialVersionUID = 1L;

  private final int code;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  RemoteRefused(int code, String message, List<Problem> problems) {
    super(message);
    this.code = code;
    this.problems = List.copyOf(problems);
  }

  /** What the program ends with. */
  int code() {
    return code;
  }

  /** What is wrong with single members of what was sent. */
  List<Problem> problems() {
    return problems;
  }
}
