package dev.sluice.admin;

import dev.sluice.config.Problem;
import java.util.List;

/** A channel that was to be added and is wrong; the pointers lead from the channel itself. */
public final class InvalidChannel extends Exception {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  InvalidChannel(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
