package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The conversations of callers. */
@Command(
    name = "sessions",
    description = "Shows conversations, the last used first, and what they cost.",
    footer = {"", "Examples:", "  sluice sessions", "  sluice sessions --since 1h -o json"})
final class SessionsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Last used then or later: 30m, 24h, 7d or 2026-01-31T12:00:00Z.")
  private String since = "";

  @Option(names = "--key", paramLabel = "K", description = "Of the caller of this id.")
  private String key = "";

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "So many (default: 100).")
  private String limit = "";

  @Mixin private LogSource from = new LogSource();
  @Mixin private Output output = new Output();

  SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("since", since);
    parameters.put("key", key);
    parameters.put("limit", limit);
    parameters.values().removeIf(String::isEmpty);
    ObjectNode sessions;
    try (RequestSource source = from.open(terminal)) {
      sessions = source.sessions(parameters);
    }
    if (json) {
      output.show(terminal, sessions);
    } else if (sessions.path("items").isEmpty()) {
      terminal.out().println("No session that fits.");
    } else {
      table(sessions.path("items"));
    }
    return ExitCode.DONE;
  }

  private void table(JsonNode sessions) {
    var table = new Table("SESSION", "LAST", "ACTIVE", "MODEL", "CHANNEL", "REQUESTS", "COST $");
    for (JsonNode each : sessions) {
      table.row(
          each.path("session").asText().replaceAll("\\p{Cntrl}", "?"),
          each.path("last").asText(),
          each.path("active").asBoolean() ? "yes" : "",
          each.path("model").asText("-"),
          each.path("channel").asText("-"),
          each.path("requests").asText(),
          each.path("cost").asText());
    }
    table.print(terminal);
  }
}
