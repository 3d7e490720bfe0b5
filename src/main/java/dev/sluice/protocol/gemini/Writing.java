package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.message.ToolNames;
import java.util.Map;
import java.util.Set;

/** What all who write a part of one request know. */
record Writing(Target target, GeminiFamily family, ToolNames names, Losses losses) {

  /** Warns of members that have no name here, but for those that are known to lose nothing. */
  void unknown(String where, Map<String, JsonNode> rest, Set<String> harmless) {
    rest.keySet().stream()
        .filter(name -> !harmless.contains(name))
        .sorted()
        .forEach(
            name -> losses.degraded(Part.UNKNOWN_MEMBER, "is left out: " + name + " of " + where));
  }

  void unknown(String where, Map<String, JsonNode> rest) {
    unknown(where, rest, Set.of());
  }
}
