package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.InvalidQuery;
import dev.sluice.admin.RecomputeAnswers;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine.Option;

/** Shows what other prices would change in the books, and changes it when that is agreed. */
final class Recomputing {

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Not older: 24h, 7d or 2026-01-31T12:00:00Z (default: all).")
  private String since = "";

  @Option(names = "--until", paramLabel = "T", description = "Older: as --since (default: now).")
  private String until = "";

  @Option(
      names = "--model",
      paramLabel = "GLOB",
      description = "Of these models, as the upstream was asked for them.")
  private String model = "";

  @Option(names = "--unpriced", description = "Of what has no price alone.")
  private boolean unpriced;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(names = "--dry-run", description = "Only shows what would change.")
  private boolean dry;

  int run(RequestSource source, ObjectNode said, Terminal terminal, Output output)
      throws IOException, InterruptedException {
    boolean json = output.json();
    ObjectNode told = source.recompute(said.put("apply", yes && !dry));
    if (json) {
      output.show(terminal, told);
      return ExitCode.DONE;
    }
    shown(terminal, told);
    boolean changes = told.path("changed").asLong() > 0;
    if (changes && !yes && !dry && Consent.given(terminal, "Apply? [y/N] ")) {
      /* What has ended since then is not what was agreed to. */
      said.put("until", told.path("until").asText());
      told = source.recompute(said.put("apply", true));
    }
    terminal
        .out()
        .println(
            changes && told.path("applied").asBoolean()
                ? told.path("changed").asText() + " attempts are corrected."
                : "Nothing has been changed.");
    return ExitCode.DONE;
  }

  /** Which attempts, checked. */
  ObjectNode said() {
    ObjectNode said = JsonNodeFactory.instance.objectNode();
    Map.of("since", since, "until", until, "model", model)
        .forEach((name, value) -> {
          if (!value.isEmpty()) {
            said.put(name, value);
          }
        });
    try {
      RecomputeAnswers.check(said, InstantSource.system());
    } catch (InvalidQuery e) {
      throw new UsageException("--" + e.getMessage());
    }
    return unpriced ? said.put("unpriced", true) : said;
  }

  private static void shown(Terminal terminal, JsonNode told) {
    if (!told.path("items").isEmpty()) {
      var table = new Table("MODEL", "ATTEMPTS", "PRICE", "NOW", "COST $", "NOW $");
      for (JsonNode each : told.path("items")) {
        table.row(
            each.path("model").asText().replaceAll("\\p{Cntrl}", "?"),
            each.path("attempts").asText(),
            each.path("from").isNull() ? "none" : each.path("from").asText(),
            each.path("to").asText(),
            each.path("before").asText(),
            each.path("after").asText());
      }
      table.print(terminal);
    }
    terminal
        .out()
        .println(
            told.path("changed").asText()
                + " of "
                + told.path("attempts").asText()
                + " attempts: "
                + told.path("before").asText()
                + " -> "
                + told.path("after").asText()
                + " dollars; "
                + told.path("priced").asText()
                + " had no price, "
                + told.path("kept").asText()
                + " keep their cost since their model has none any more");
  }
}
