package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** Sums for people to read. */
final class Sums {

  private Sums() {}

  static Table table(String first) {
    return new Table(
        first,
        "REQUESTS",
        "ERRORS",
        "IN",
        "OUT",
        "CACHE READ",
        "CACHE WRITE",
        "COST $",
        "ESTIMATED");
  }

  static String[] cells(String name, JsonNode figures) {
    return new String[] {
      name.replaceAll("\\p{Cntrl}", "?"),
      figures.path("requests").asText(),
      figures.path("errors").asText(),
      figures.path("inputTokens").asText(),
      figures.path("outputTokens").asText(),
      figures.path("cacheReadTokens").asText(),
      figures.path("cacheWriteTokens").asText(),
      figures.path("cost").asText(),
      figures.path("estimated").asText()
    };
  }
}
