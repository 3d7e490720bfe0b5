package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.util.Optional;

/** How a response ended and what it cost. */
final class ResponseEnd {

  private ResponseEnd() {}

  static StreamEvent.Stopped of(JsonNode response, String kind, OutputSequence output) {
    Spent usage = spent(response.path("usage"), output.searches());
    boolean incomplete =
        kind.endsWith("incomplete") || response.path("status").asText().equals("incomplete");
    if (!incomplete) {
      return new StreamEvent.Stopped(
          output.refused() ? StopReason.REFUSAL : StopReason.END_TURN, usage);
    }
    return switch (response.path("incomplete_details").path("reason").asText()) {
      case "content_filter" ->
          new StreamEvent.Stopped(
              StopReason.REFUSAL, Optional.empty(), Optional.of(filtered()), usage);
      case "max_output_tokens", "max_tokens", "length" ->
          new StreamEvent.Stopped(StopReason.MAX_TOKENS, usage);
      default -> new StreamEvent.Stopped(StopReason.OTHER, usage);
    };
  }

  private static JsonNode filtered() {
    return Json.object().put("type", "refusal").putNull("category").putNull("explanation");
  }

  static Spent spent(JsonNode usage, long searches) {
    if (!usage.path("input_tokens").isNumber() && !usage.path("output_tokens").isNumber()) {
      return new Spent(0, 0, 0, 0, 0, searches, false);
    }
    JsonNode details = usage.path("input_tokens_details");
    long read = count(details.path("cached_tokens"));
    long written = count(details.path("cache_write_tokens"));
    return new Spent(
        count(usage.path("input_tokens")) - read - written,
        read,
        written,
        count(usage.path("output_tokens")),
        count(usage.path("output_tokens_details").path("reasoning_tokens")),
        searches,
        true);
  }

  private static long count(JsonNode number) {
    return number.isNumber() && number.canConvertToLong() ? Math.max(0, number.longValue()) : 0;
  }
}
