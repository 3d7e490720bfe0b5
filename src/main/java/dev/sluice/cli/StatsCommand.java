package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.InvalidQuery;
import dev.sluice.admin.StatsAnswers;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What requests add up to. */
@Command(
    name = "stats",
    description = "Shows what requests, tokens and money add up to, the dearest first.",
    footer = {
      "",
      "Examples:",
      "  sluice stats",
      "  sluice stats --by key --since 24h",
      "  sluice stats --by day --model claude-sonnet-4-5 -o json"
    })
final class StatsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      description = "model, key, user, channel, day, session or agent (default: model).")
  private String by = "model";

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Not older: 24h, 7d or 2026-01-31T12:00:00Z (default: 7d).")
  private String since = "";

  @Option(names = "--until", paramLabel = "T", description = "Older: as --since.")
  private String until = "";

  @Option(names = "--model", paramLabel = "M", description = "Of this model, as it was served.")
  private String model = "";

  @Option(names = "--key", paramLabel = "K", description = "Of the caller of this id.")
  private String key = "";

  @Option(names = "--user", paramLabel = "U", description = "Of this person.")
  private String user = "";

  @Option(names = "--channel", paramLabel = "C", description = "Of the channel of this id.")
  private String channel = "";

  @Option(names = "--session", paramLabel = "S", description = "Of this session.")
  private String session = "";

  @Option(names = "--agent", paramLabel = "A", description = "Of this agent of a session.")
  private String agent = "";

  @Option(names = "--limit", paramLabel = "N", description = "So many (default: 100).")
  private String limit = "";

  @Mixin private LogSource from = new LogSource();
  @Mixin private Output output = new Output();

  StatsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    Map<String, String> parameters = parameters();
    ObjectNode stats;
    ObjectNode latency;
    try (RequestSource source = from.open(terminal)) {
      stats = source.stats(parameters);
      latency = source.latency(ofAll(parameters));
    }
    if (json) {
      output.show(terminal, stats.set("latency", latency));
    } else {
      table(stats);
      waited(latency);
    }
    return ExitCode.DONE;
  }

  private Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("by", by);
    parameters.put("since", since);
    parameters.put("until", until);
    parameters.put("model", model);
    parameters.put("key", key);
    parameters.put("user", user);
    parameters.put("channel", channel);
    parameters.put("session", session);
    parameters.put("agent", agent);
    parameters.put("limit", limit);
    parameters.values().removeIf(String::isEmpty);
    try {
      StatsAnswers.check(parameters, InstantSource.system());
    } catch (InvalidQuery e) {
      throw new UsageException("--" + e.getMessage());
    }
    return parameters;
  }

  private static Map<String, String> ofAll(Map<String, String> parameters) {
    Map<String, String> asked = new TreeMap<>(parameters);
    asked.keySet().removeAll(List.of("by", "limit"));
    return asked;
  }

  private void waited(ObjectNode latency) {
    if (latency.path("ttfbMs").isObject()) {
      terminal
          .out()
          .println(
              "First byte within %d ms for half of the latest %d answered requests, within %d ms for 95 %%"
                  .formatted(
                      latency.at("/ttfbMs/p50").asLong(),
                      latency.path("requests").asLong(),
                      latency.at("/ttfbMs/p95").asLong()));
    }
  }

  private void table(ObjectNode stats) {
    if (stats.path("items").isEmpty()) {
      terminal.out().println("No request since " + stats.path("from").asText() + ".");
      return;
    }
    Table table = Sums.table(by.toUpperCase(Locale.ROOT));
    for (JsonNode item : stats.path("items")) {
      table.row(Sums.cells(item.path(by).asText("-"), item));
    }
    table.row(Sums.cells("total", stats.path("total")));
    table.print(terminal);
    long unpriced = stats.at("/total/unpriced").asLong();
    if (unpriced > 0) {
      terminal
          .out()
          .println(
              unpriced
                  + " attempts are not in the cost: their model has no price; see sluice price");
    }
  }
}
