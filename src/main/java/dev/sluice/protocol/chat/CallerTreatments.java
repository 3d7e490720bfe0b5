package dev.sluice.protocol.chat;

import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.Treatment.Kind;
import java.util.List;
import java.util.Optional;

/** What becomes of each member of a caller's request when its upstream speaks another protocol. */
final class CallerTreatments {

  private static final String UNKNOWN = "has no counterpart";

  static final List<Treatment> ALL =
      List.of(
          mapped("model", "by the channel's modelMap"),
          mapped("messages", "turns; what leads them and is of system or developer: the system"),
          mapped("max_completion_tokens", "max_tokens"),
          mapped("max_tokens", "unless max_completion_tokens is given"),
          carried("temperature"),
          carried("top_p"),
          carried("top_k"),
          mapped("stop", "stop_sequences"),
          mapped("stream", ""),
          mapped("stream_options", "include_usage decides on the chunk with the usage"),
          mapped("reasoning_effort", "thinking and effort"),
          mapped("reasoning", "effort or max_tokens, as OpenRouter has them"),
          mapped("tools", "functions and custom tools, whose input becomes one argument"),
          mapped("tool_choice", "allowed_tools narrow the tools"),
          mapped("parallel_tool_calls", "disable_parallel_tool_use"),
          mapped("functions", "tools"),
          mapped("function_call", "tool_choice"),
          mapped("response_format", "output_config.format"),
          mapped("web_search_options", "a tool web_search"),
          mapped("user", "metadata.user_id"),
          mapped("safety_identifier", "metadata.user_id"),
          mapped("prompt_cache_key", "the name of the conversation"),
          mapped("service_tier", ""),
          new Treatment("n", Kind.REFUSED, "when more than 1"),
          new Treatment("modalities", Kind.REFUSED, "when audio is among them"),
          new Treatment("audio", Kind.REFUSED, ""),
          new Treatment("metadata", Kind.DROPPED, "is kept by OpenAI alone"),
          new Treatment("prompt_cache_options", Kind.DROPPED, ""),
          new Treatment("prompt_cache_retention", Kind.DROPPED, ""),
          degraded("store"),
          degraded("logprobs"),
          degraded("top_logprobs"),
          degraded("logit_bias"),
          degraded("presence_penalty"),
          degraded("frequency_penalty"),
          degraded("seed"),
          degraded("prediction"),
          degraded("verbosity"),
          degraded("moderation"));

  private CallerTreatments() {}

  private static Treatment carried(String member) {
    return new Treatment(member, Kind.CARRIED, "");
  }

  private static Treatment mapped(String member, String note) {
    return new Treatment(member, Kind.MAPPED, note);
  }

  private static Treatment degraded(String member) {
    return new Treatment(member, Kind.DEGRADED, UNKNOWN);
  }

  static Optional<Treatment> of(String member) {
    return ALL.stream().filter(each -> each.part().equals(member)).findFirst();
  }
}
