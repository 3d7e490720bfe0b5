package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.message.Effort;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One thing in which upstreams of the same protocol differ, and what holds when nothing is said.
 */
public enum ChannelOption {
  MAX_TOKENS_MEMBER(
      "maxTokensMember",
      new OptionKind.OneOf(List.of("max_tokens", "max_completion_tokens")),
      TextNode.valueOf("max_tokens"),
      "the member that limits the answer"),
  REASONING(
      "reasoning",
      OptionKind.oneOf(UpstreamOptions.ReasoningStyle.class),
      TextNode.valueOf("effort"),
      "how a model is told to think"),
  EFFORTS(
      "efforts",
      new OptionKind.SomeOf(Arrays.stream(Effort.values()).map(Effort::text).toList()),
      Json.array(),
      "the levels of effort that are taken, empty: all; others become the nearest"),
  REASONING_OFF(
      "reasoningOff",
      OptionKind.oneOf(UpstreamOptions.Off.class),
      TextNode.valueOf("lowest"),
      "what is sent for no thinking where efforts has no none"),
  REASONING_WITH_TOOLS(
      "reasoningWithTools",
      new OptionKind.Flag(),
      BooleanNode.TRUE,
      "whether a model may think when tools are given"),
  REASONING_HISTORY(
      "reasoningHistory",
      OptionKind.oneOf(UpstreamOptions.ReasoningHistory.class),
      TextNode.valueOf("own"),
      "whose thinking is sent back in later turns"),
  THINK_TAGS(
      "thinkTags",
      OptionKind.oneOf(UpstreamOptions.ThinkTags.class),
      TextNode.valueOf("none"),
      "whether <think> at the start of a text is thinking"),
  DEVELOPER_ROLE(
      "developerRole",
      new OptionKind.Flag(),
      BooleanNode.FALSE,
      "whether instructions have the role developer instead of system"),
  MID_CONVERSATION_SYSTEM(
      "midConversationSystem",
      new OptionKind.Flag(),
      BooleanNode.TRUE,
      "whether instructions may stand in the middle of a conversation"),
  STREAM_OPTIONS(
      "streamOptions",
      new OptionKind.Flag(),
      BooleanNode.TRUE,
      "whether stream_options.include_usage is taken"),
  SCHEMAS(
      "schemas",
      OptionKind.oneOf(UpstreamOptions.Schemas.class),
      TextNode.valueOf("plain"),
      "the dialect of JSON Schema of tools and answers"),
  STRICT_SCHEMAS(
      "strictSchemas", new OptionKind.Flag(), BooleanNode.TRUE, "whether strict is taken"),
  ANSWER_FORMAT(
      "answerFormat",
      OptionKind.oneOf(UpstreamOptions.AnswerForm.class),
      TextNode.valueOf("json-schema"),
      "the most that response_format can say"),
  IMAGES("images", new OptionKind.Flag(), BooleanNode.TRUE, "whether pictures are understood"),
  DOCUMENTS("documents", new OptionKind.Flag(), BooleanNode.TRUE, "whether PDF is understood"),
  PARALLEL_TOOLS(
      "parallelTools",
      new OptionKind.Flag(),
      BooleanNode.TRUE,
      "whether parallel_tool_calls is taken"),
  TOOL_CHOICE(
      "toolChoice",
      OptionKind.oneOf(UpstreamOptions.Choices.class),
      TextNode.valueOf("all"),
      "which values of tool_choice are taken"),
  TOOL_IDS(
      "toolIds",
      OptionKind.oneOf(UpstreamOptions.CallIds.class),
      TextNode.valueOf("any"),
      "which ids of calls are taken"),
  EMPTY_TOOL_RESULTS(
      "emptyToolResults",
      new OptionKind.Flag(),
      BooleanNode.TRUE,
      "whether the result of a tool may be empty"),
  STOP(
      "stop",
      new OptionKind.Whole(0, 64),
      IntNode.valueOf(4),
      "how many stop sequences are taken; the gateway looks for the others"),
  SAMPLING(
      "sampling",
      OptionKind.oneOf(UpstreamOptions.SamplingRule.class),
      TextNode.valueOf("all"),
      "when temperature and top_p are taken"),
  MAX_TEMPERATURE(
      "maxTemperature", new OptionKind.Whole(1, 2), IntNode.valueOf(2), "the highest temperature"),
  TOP_K("topK", new OptionKind.Flag(), BooleanNode.FALSE, "whether top_k is taken"),
  CACHE_MARKERS(
      "cacheMarkers",
      OptionKind.oneOf(UpstreamOptions.CacheMarkers.class),
      TextNode.valueOf("none"),
      "how a part is marked behind which the prompt is cached"),
  CACHE_KEY(
      "cacheKey", new OptionKind.Flag(), BooleanNode.FALSE, "whether prompt_cache_key is taken"),
  USER(
      "user",
      OptionKind.oneOf(UpstreamOptions.UserMember.class),
      TextNode.valueOf("user"),
      "the member that names who asks"),
  SERVICE_TIER(
      "serviceTier", new OptionKind.Flag(), BooleanNode.FALSE, "whether service_tier is taken"),
  PREFILL(
      "prefill",
      OptionKind.oneOf(UpstreamOptions.Prefill.class),
      TextNode.valueOf("none"),
      "the mark of a last turn that the model is to go on with"),
  WEB_SEARCH(
      "webSearch",
      OptionKind.oneOf(UpstreamOptions.WebSearchForm.class),
      TextNode.valueOf("none"),
      "how the provider is asked to search the web"),
  BODY("body", new OptionKind.Members(), Json.object(), "members that every request gets");

  private final String text;
  private final OptionKind kind;
  private final JsonNode fallback;
  private final String note;

  ChannelOption(String text, OptionKind kind, JsonNode fallback, String note) {
    this.text = text;
    this.kind = kind;
    this.fallback = fallback;
    this.note = note;
  }

  /** As the document spells it. */
  public String text() {
    return text;
  }

  public static Optional<ChannelOption> of(String text) {
    return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
  }

  public OptionKind kind() {
    return kind;
  }

  /** What holds when neither a preset nor the operator says anything. */
  public JsonNode fallback() {
    return fallback;
  }

  /** What it is about, for people. */
  public String note() {
    return note;
  }
}
