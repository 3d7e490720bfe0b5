package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.convert.CountRequest;
import java.util.Map;
import java.util.OptionalLong;

/** A question for the tokens of a request. */
record ResponsesCount(byte[] body) implements CountRequest {

  @Override
  public String path() {
    return "/responses/input_tokens";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("content-type", "application/json");
  }

  @Override
  public OptionalLong tokens(JsonNode answer) {
    JsonNode tokens = answer.path("input_tokens");
    return tokens.isIntegralNumber() && tokens.canConvertToLong() && tokens.longValue() >= 0
        ? OptionalLong.of(tokens.longValue())
        : OptionalLong.empty();
  }
}
