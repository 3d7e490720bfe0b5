package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Recorded requests for people to read. */
final class RequestLines {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private RequestLines() {}

  static Table table() {
    return new Table(
        "TIME", "STATUS", "MODEL", "CHANNEL", "TRIES", "TTFB", "TOOK", "IN", "OUT", "ID", "ERROR");
  }

  static String[] cells(JsonNode request) {
    return new String[] {
      TIME.format(Instant.parse(request.path("time").asText())),
      request.path("status").asText(),
      text(request, "model"),
      text(request, "channel"),
      Integer.toString(request.path("attempts").size()),
      span(request.path("ttfbMs").asLong()),
      span(request.path("durationMs").asLong()),
      request.path("inputTokens").asText(),
      request.path("outputTokens").asText(),
      request.path("id").asText(),
      request.path("error").isNull() ? "" : text(request, "error")
    };
  }

  /** One line, for a list that has no end. */
  static String line(JsonNode request) {
    List<String> cells = List.of(cells(request));
    return String.format(
            Locale.ROOT, "%s  %3s  %-28s  %-16s  %2s  %7s  %7s  %6s  %6s  %s  %s", cells.toArray())
        .stripTrailing();
  }

  static String passedOver(JsonNode channel) {
    return text(channel, "channel") + ": " + text(channel, "reason");
  }

  /** With its start where it is known, and its head where one came. */
  static String attempt(JsonNode attempt) {
    long status = attempt.path("status").asLong();
    JsonNode start = attempt.path("startMs");
    return text(attempt, "channel")
        + " "
        + text(attempt, "key")
        + " "
        + text(attempt, "verdict")
        + (start.isNumber() ? ", at " + span(start.asLong()) : "")
        + (status == 0 ? "" : ", " + status + " after " + span(attempt.path("ttfbMs").asLong()))
        + ", took "
        + span(attempt.path("ms").asLong());
  }

  private static String text(JsonNode request, String member) {
    JsonNode value = request.path(member);
    return value.isTextual() ? value.textValue().replaceAll("\\p{Cntrl}", "?") : "-";
  }

  private static String span(long ms) {
    return ms < 10_000 ? ms + "ms" : String.format(Locale.ROOT, "%.1fs", ms / 1000.0);
  }
}
