package dev.sluice.admin;

import dev.sluice.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A channel that was to be saved and is wrong; the pointers lead from the channel itself. */
public final class InvalidChannel extends CommandFailed {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  InvalidChannel(List<Problem> problems) {
    super(
        Reason.INVALID, problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
