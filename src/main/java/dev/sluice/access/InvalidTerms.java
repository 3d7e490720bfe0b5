package dev.sluice.access;

import dev.sluice.config.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Terms of a key or a person that cannot be; the pointers lead from their body. */
public final class InvalidTerms extends Exception {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  InvalidTerms(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
