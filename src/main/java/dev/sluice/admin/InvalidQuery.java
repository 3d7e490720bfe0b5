package dev.sluice.admin;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Parameters that make no sense. */
public final class InvalidQuery extends Exception {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<FieldProblem.Parameter> problems;

  InvalidQuery(List<FieldProblem.Parameter> problems) {
    super(
        problems.stream()
            .map(problem -> problem.name() + ": " + problem.detail())
            .collect(joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** One for each parameter that is wrong. */
  List<FieldProblem> problems() {
    return List.copyOf(problems);
  }
}
