package dev.sluice.protocol.responses;

import static dev.sluice.protocol.convert.Treatment.Kind.CARRIED;
import static dev.sluice.protocol.convert.Treatment.Kind.DEGRADED;
import static dev.sluice.protocol.convert.Treatment.Kind.DROPPED;
import static dev.sluice.protocol.convert.Treatment.Kind.MAPPED;
import static dev.sluice.protocol.convert.Treatment.Kind.REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.Treatment.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What becomes of each member of a request. */
final class CallerMembers {

  private static final String STATE = "nothing is stored; send the whole conversation";
  private static final String NOWHERE = "is left out";

  static final List<Treatment> ALL =
      List.of(
          of("model", CARRIED, ""),
          of("input", MAPPED, "turns; each call is followed by its outputs"),
          of("instructions", MAPPED, "system"),
          of("max_output_tokens", MAPPED, "max_tokens"),
          of("stream", CARRIED, ""),
          of("temperature", CARRIED, ""),
          of("top_p", CARRIED, ""),
          of("tools", MAPPED, "functions; namespaces become part of the name and back"),
          of("tool_choice", MAPPED, "tool_choice"),
          of("parallel_tool_calls", MAPPED, "tool_choice.disable_parallel_tool_use"),
          of("reasoning", MAPPED, "thinking and effort"),
          of("text", MAPPED, "output_config.format; verbosity is left out with a warning"),
          of("include", MAPPED, "reasoning.encrypted_content: signatures of thinking"),
          of("user", MAPPED, "metadata.user_id"),
          of("safety_identifier", MAPPED, "metadata.user_id"),
          of("prompt_cache_key", MAPPED, "the name of the conversation"),
          of("service_tier", MAPPED, "service_tier, or speed"),
          of("metadata", DROPPED, "told in the answer again"),
          of("stream_options", DROPPED, "there is nothing to obfuscate"),
          of("client_metadata", DROPPED, ""),
          of("access_programs", DROPPED, ""),
          of("prompt_cache_options", DROPPED, ""),
          of("prompt_cache_retention", DROPPED, ""),
          of("store", DEGRADED, "true: nothing is stored"),
          of("truncation", DEGRADED, "auto: nothing is cut"),
          of("top_logprobs", DEGRADED, NOWHERE),
          of("max_tool_calls", DEGRADED, NOWHERE),
          of("context_management", DEGRADED, NOWHERE),
          of("moderation", DEGRADED, NOWHERE),
          of("background", REFUSED, "nothing runs on behind a request; send false"),
          of("previous_response_id", REFUSED, STATE),
          of("conversation", REFUSED, STATE),
          of("prompt", REFUSED, "it lies in OpenAI's own store; send its text"));

  private static final Map<String, Treatment> BY_NAME = byName();

  private CallerMembers() {}

  private static Treatment of(String member, Kind kind, String note) {
    return new Treatment(member, kind, note);
  }

  private static Map<String, Treatment> byName() {
    var byName = new LinkedHashMap<String, Treatment>();
    ALL.forEach(each -> byName.put(each.part(), each));
    return byName;
  }

  /** Warns of members that are lost, and refuses those without which it is another request. */
  static void check(JsonAt root, Losses losses) throws Inexpressible {
    for (Map.Entry<String, JsonNode> member : root.node().properties()) {
      if (!says(member.getKey(), member.getValue())) {
        continue;
      }
      Treatment treatment = BY_NAME.get(member.getKey());
      if (treatment == null) {
        losses.degraded(member.getKey(), "is not understood by other protocols");
        continue;
      }
      switch (treatment.kind()) {
        case REFUSED ->
            throw new Inexpressible(
                treatment.part(), "is not supported by this channel: " + treatment.note());
        case DEGRADED -> losses.degraded(treatment.part(), treatment.note());
        case CARRIED, MAPPED, DROPPED -> {}
      }
    }
  }

  /** Whether it asks for anything else than what is done anyway. */
  private static boolean says(String name, JsonNode value) {
    boolean nothing =
        value.isNull() || (value.isBoolean() && !value.booleanValue()) || isEmpty(value);
    return switch (name) {
      case "truncation" -> value.asText().equals("auto");
      case "top_logprobs" -> value.asInt() > 0;
      default -> !nothing;
    };
  }

  private static boolean isEmpty(JsonNode value) {
    return (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isEmpty());
  }
}
