package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much a key or a person may use, and until when. */
final class LimitOptions {

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "30d, 12h, 2026-12-31 (that day still) or a time.")
  private Optional<String> expires = Optional.empty();

  @Option(
      names = "--budget",
      paramLabel = "SPAN=USD",
      description = "US dollars per 5h, day, week, month or total; may be repeated.")
  private Map<String, String> budgets = new LinkedHashMap<>();

  @Option(names = "--rpm", paramLabel = "N", description = "Requests per minute.")
  private Optional<Long> rpm = Optional.empty();

  @Option(names = "--tpm", paramLabel = "N", description = "Tokens per minute.")
  private Optional<Long> tpm = Optional.empty();

  @Option(names = "--concurrent", paramLabel = "N", description = "Requests at once.")
  private Optional<Long> concurrent = Optional.empty();

  @Option(names = "--sessions", paramLabel = "N", description = "Sessions at once.")
  private Optional<Long> sessions = Optional.empty();

  void put(ObjectNode body) {
    expires.ifPresent(when -> body.put("expiresAt", when));
    if (!budgets.isEmpty()) {
      ObjectNode amounts = body.putObject("budgets");
      budgets.forEach(amounts::put);
    }
    rpm.ifPresent(most -> body.put("rpm", most));
    tpm.ifPresent(most -> body.put("tpm", most));
    concurrent.ifPresent(most -> body.put("concurrent", most));
    sessions.ifPresent(most -> body.put("sessions", most));
  }
}
