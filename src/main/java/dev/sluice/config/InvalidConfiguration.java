package dev.sluice.config;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A document refused as a whole, with everything that is wrong with it. */
public final class InvalidConfiguration extends Exception {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  public InvalidConfiguration(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(joining("; ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
