package dev.sluice.protocol.convert;

import static dev.sluice.protocol.convert.Treatment.carried;
import static dev.sluice.protocol.convert.Treatment.degraded;
import static dev.sluice.protocol.convert.Treatment.dropped;
import static dev.sluice.protocol.convert.Treatment.mapped;

import dev.sluice.protocol.convert.UpstreamOptions.AnswerForm;
import dev.sluice.protocol.convert.UpstreamOptions.CacheMarkers;
import dev.sluice.protocol.convert.UpstreamOptions.Choices;
import dev.sluice.protocol.convert.UpstreamOptions.Prefill;
import dev.sluice.protocol.convert.UpstreamOptions.ReasoningHistory;
import dev.sluice.protocol.convert.UpstreamOptions.ReasoningStyle;
import dev.sluice.protocol.convert.UpstreamOptions.SamplingRule;
import dev.sluice.protocol.convert.UpstreamOptions.UserMember;
import dev.sluice.protocol.convert.UpstreamOptions.WebSearchForm;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** In what the options of an upstream of OpenAI Chat change what it makes of a request's parts. */
final class ChatCapabilities {

  private final UpstreamOptions options;
  private final Map<Part, Treatment> changes = new EnumMap<>(Part.class);

  ChatCapabilities(UpstreamOptions options) {
    this.options = options;
  }

  Map<Part, Treatment> changes() {
    media();
    thinking();
    tools();
    format();
    turns();
    sampling();
    names();
    return changes;
  }

  private void put(Treatment treatment, Part part) {
    changes.put(part, treatment);
  }

  private void media() {
    if (!options.images()) {
      for (Part part : List.of(Part.IMAGE_BASE64, Part.IMAGE_URL, Part.TOOL_RESULT_IMAGE)) {
        put(degraded(part, "left out: no vision"), part);
      }
    }
    if (!options.documents()) {
      put(degraded(Part.DOCUMENT_PDF, "left out: reads no documents"), Part.DOCUMENT_PDF);
    }
  }

  private void thinking() {
    if (options.reasoning() == ReasoningStyle.NONE) {
      for (Part part : List.of(Part.THINKING_BUDGET, Part.THINKING_ADAPTIVE, Part.EFFORT)) {
        put(degraded(part, "left out: cannot be told how to think"), part);
      }
      for (Part part : List.of(Part.THINKING_OFF, Part.THINKING_BETWEEN_TOOLS)) {
        put(dropped(part, "cannot be told how to think"), part);
      }
    }
    if (options.reasoningHistory() == ReasoningHistory.NONE) {
      put(degraded(Part.THINKING_OWN, "left out: does not take it back"), Part.THINKING_OWN);
    }
    if (options.reasoningHistory() == ReasoningHistory.REQUIRED) {
      for (Part part : List.of(Part.THINKING_GENUINE, Part.THINKING_FOREIGN)) {
        put(mapped(part, "its text, without the signature"), part);
      }
    }
  }

  private void tools() {
    if (!options.is(ChannelOption.STRICT_SCHEMAS)) {
      put(degraded(Part.TOOL_STRICT, "left out"), Part.TOOL_STRICT);
    }
    if (!options.is(ChannelOption.PARALLEL_TOOLS)) {
      put(
          degraded(Part.ONE_TOOL_AT_A_TIME, "several may be called at once"),
          Part.ONE_TOOL_AT_A_TIME);
    }
    if (options.toolChoice() != Choices.ALL) {
      String when = options.toolChoice() == Choices.UNFORCED_THINKING ? " while it thinks" : "";
      for (Part part : List.of(Part.CHOICE_ANY, Part.CHOICE_NAMED)) {
        put(degraded(part, "auto" + when), part);
      }
    }
    if (options.toolChoice() == Choices.AUTO) {
      put(degraded(Part.CHOICE_NONE, "no tools are sent"), Part.CHOICE_NONE);
    }
    if (options.webSearch() != WebSearchForm.NONE) {
      put(
          mapped(Part.TOOL_WEB_SEARCH, options.text(ChannelOption.WEB_SEARCH)),
          Part.TOOL_WEB_SEARCH);
    }
  }

  private void format() {
    if (options.answerFormat() != AnswerForm.JSON_SCHEMA) {
      put(degraded(Part.FORMAT_SCHEMA, "asked for in words"), Part.FORMAT_SCHEMA);
    }
    if (options.answerFormat() == AnswerForm.NONE) {
      put(degraded(Part.FORMAT_JSON, "asked for in words"), Part.FORMAT_JSON);
    }
  }

  private void turns() {
    if (!options.is(ChannelOption.MID_CONVERSATION_SYSTEM)) {
      put(
          degraded(Part.MID_CONVERSATION_SYSTEM, "a reminder in the user's turn"),
          Part.MID_CONVERSATION_SYSTEM);
    }
    if (options.prefill() != Prefill.NONE) {
      put(mapped(Part.PREFILL, options.text(ChannelOption.PREFILL)), Part.PREFILL);
    }
    if (options.cacheMarkers() != CacheMarkers.NONE) {
      for (Part part : List.of(Part.BLOCK_CACHE_CONTROL, Part.TOOL_CACHE_CONTROL)) {
        put(mapped(part, options.text(ChannelOption.CACHE_MARKERS)), part);
      }
    }
  }

  private void sampling() {
    if (options.sampling() != SamplingRule.ALL) {
      String when = options.sampling() == SamplingRule.UNTHINKING ? "while it thinks" : "";
      put(dropped(Part.TEMPERATURE, when), Part.TEMPERATURE);
      put(dropped(Part.TOP_P, when), Part.TOP_P);
    }
    if (options.is(ChannelOption.TOP_K)) {
      put(carried(Part.TOP_K), Part.TOP_K);
    }
    if (options.number(ChannelOption.STOP) == 0) {
      put(mapped(Part.STOP_SEQUENCES, "the gateway looks for them"), Part.STOP_SEQUENCES);
    }
  }

  private void names() {
    if (options.user() == UserMember.NONE) {
      put(dropped(Part.USER, "is not taken"), Part.USER);
    }
    if (options.is(ChannelOption.CACHE_KEY)) {
      put(mapped(Part.CONVERSATION, "prompt_cache_key, hashed"), Part.CONVERSATION);
    }
    if (options.is(ChannelOption.SERVICE_TIER)) {
      put(mapped(Part.SERVICE_TIER, "service_tier"), Part.SERVICE_TIER);
    }
  }
}
