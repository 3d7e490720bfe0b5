package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.InvalidSetting;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Gives each request once, as it ends, until the thread is interrupted. */
final class Following {

  /** Records of one moment may be written a moment apart. */
  private static final Duration OVERLAP = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(400);
  private static final int MOST_KNOWN = 20_000;

  private final Map<String, String> filters;
  private final Consumer<JsonNode> told;
  private final Set<String> known = new LinkedHashSet<>();
  private Optional<Instant> newest = Optional.empty();

  Following(Map<String, String> filters, Consumer<JsonNode> told) {
    this.filters = filters;
    this.told = told;
  }

  /** What has been shown before the following began, newest first. */
  void begin(List<JsonNode> shown) {
    tell(shown);
  }

  /** A gateway that is restarted is found again. */
  void follow(LogSource log, Terminal terminal)
      throws IOException, InvalidSetting, InterruptedException {
    while (!terminal.out().checkError()) {
      try (RequestSource source = log.open(terminal)) {
        while (!terminal.out().checkError()) {
          tell(fresh(source));
          Thread.sleep(LOOK_EVERY);
        }
      } catch (GatewayFailed failed) {
        if (failed.exitCode() != ExitCode.UNAVAILABLE) {
          throw failed;
        }
        Thread.sleep(LOOK_EVERY);
      }
    }
  }

  private List<JsonNode> fresh(RequestSource source) throws IOException, InterruptedException {
    Map<String, String> parameters = new HashMap<>(filters);
    newest.ifPresent(time -> parameters.put("since", time.minus(OVERLAP).toString()));
    parameters.put("limit", "500");
    List<JsonNode> fresh = new ArrayList<>();
    while (true) {
      var page = source.page(parameters);
      page.path("items").forEach(fresh::add);
      if (!page.path("next").isTextual() || newest.isEmpty()) {
        return fresh;
      }
      parameters.put("cursor", page.path("next").textValue());
    }
  }

  private void tell(List<JsonNode> newestFirst) {
    for (JsonNode request : newestFirst.reversed()) {
      if (known.add(request.path("id").asText())) {
        told.accept(request);
        Instant time = Instant.parse(request.path("time").asText());
        newest = Optional.of(newest.filter(before -> before.isAfter(time)).orElse(time));
      }
    }
    while (known.size() > MOST_KNOWN) {
      known.remove(known.iterator().next());
    }
  }
}
