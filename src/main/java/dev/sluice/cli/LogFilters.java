package dev.sluice.cli;

import dev.sluice.admin.Asked;
import dev.sluice.admin.InvalidQuery;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which of the recorded requests are wanted. */
final class LogFilters {

  @Option(names = "--session", paramLabel = "S", description = "Of this session.")
  private String session = "";

  @Option(names = "--status", paramLabel = "S", description = "With this status: 5xx or 429.")
  private String status = "";

  @Option(names = "--channel", paramLabel = "C", description = "Served by the channel of this id.")
  private String channel = "";

  @Option(names = "--model", paramLabel = "M", description = "For this model, asked or served.")
  private String model = "";

  @Option(names = "--key", paramLabel = "K", description = "Of the caller of this id.")
  private String key = "";

  @Option(names = "--user", paramLabel = "U", description = "Of this person.")
  private String user = "";

  @Option(names = "--error", paramLabel = "TEXT", description = "With this in the error's text.")
  private String error = "";

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Not older: 30m, 24h, 7d or 2026-01-31T12:00:00Z.")
  private String since = "";

  @Option(names = "--until", paramLabel = "T", description = "Older: as --since.")
  private String until = "";

  /** As the API names them, checked. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("session", session);
    parameters.put("status", status);
    parameters.put("channel", channel);
    parameters.put("model", model);
    parameters.put("error", error);
    parameters.put("since", since);
    parameters.put("until", until);
    parameters.put("key", key);
    parameters.put("user", user);
    parameters.values().removeIf(String::isEmpty);
    try {
      Asked.of(parameters, InstantSource.system());
    } catch (InvalidQuery e) {
      throw new UsageException("--" + e.getMessage());
    }
    return parameters;
  }
}
