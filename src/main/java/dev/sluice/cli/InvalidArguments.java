package dev.sluice.cli;

import static java.util.stream.Collectors.joining;

import dev.sluice.config.Problem;
import java.util.List;
import java.util.Map;

/** Options whose values the configuration cannot take, told by the options' own names. */
final class InvalidArguments extends Exception {

  private static final long serialVersionUID = 1L;

  private static final Map<String, String> OPTIONS =
      Map.of(
          "baseUrl", "--base-url",
          "keys", "--key",
          "id", "--name",
          "modelMap", "--model-map");

  InvalidArguments(List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> option(problem.pointer()) + ": " + problem.message())
            .collect(joining("; ")));
  }

  private static String option(String pointer) {
    String member = pointer.replaceFirst("^/([^/]*).*", "$1");
    return OPTIONS.getOrDefault(member, "--" + member);
  }
}
