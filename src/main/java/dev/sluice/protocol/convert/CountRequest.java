package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;

/** A question for the number of tokens of a request, as an upstream is asked it. */
public interface CountRequest {

  String path();

  byte[] body();

  Map<String, String> headers();

  /** The number that an answer tells. */
  OptionalLong tokens(JsonNode answer);
}
