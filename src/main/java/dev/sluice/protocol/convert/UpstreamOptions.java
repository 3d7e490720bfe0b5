package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Effort;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * In what an upstream differs from the protocol that it speaks. What an upstream lacks is refused
 * or left out with a warning before it is asked.
 *
 * @param values those that were said; the others are as {@link ChannelOption#fallback} has them
 */
public record UpstreamOptions(Map<ChannelOption, JsonNode> values) {

  /** The provider that the protocol comes from. */
  public static final UpstreamOptions DEFAULT = new UpstreamOptions(Map.of());

  /** How a model is told to think. */
  public enum ReasoningStyle {
    NONE,
    /** {@code reasoning_effort}. */
    EFFORT,
    /** {@code thinking:{type}}. */
    THINKING,
    /** {@code thinking:{type}} and {@code reasoning_effort}. */
    THINKING_EFFORT,
    /** {@code enable_thinking} and {@code thinking_budget}. */
    ENABLE_THINKING,
    /** {@code chat_template_kwargs}. */
    CHAT_TEMPLATE,
    /** {@code reasoning:{effort|max_tokens|enabled}}. */
    REASONING,
    /** {@code reasoning_effort}, and {@code reasoning_format} to get it apart. */
    REASONING_FORMAT,
    /** {@code prompt_mode}. */
    PROMPT_MODE
  }

  /** What is sent for no thinking where there is no level of that name. */
  public enum Off {
    LOWEST,
    OMIT
  }

  /** Whose thinking goes back. */
  public enum ReasoningHistory {
    NONE,
    /** What came through the same channel. */
    OWN,
    /** Anybody's, and something with every call of a tool. */
    REQUIRED
  }

  /** Whether thinking stands in the text between tags. */
  public enum ThinkTags {
    NONE,
    TAGS,
    /** The first tag may be missing. */
    UNOPENED
  }

  /** Dialects of JSON Schema. */
  public enum Schemas {
    PLAIN,
    OPENAI,
    MOONSHOT,
    XAI
  }

  /** The most that the form of an answer can be told. */
  public enum AnswerForm {
    NONE,
    JSON_OBJECT,
    JSON_SCHEMA
  }

  /** Which choices of tools are taken. */
  public enum Choices {
    ALL,
    /** None that force a call. */
    UNFORCED,
    /** Those that force a call only while the model does not think. */
    UNFORCED_THINKING,
    AUTO
  }

  /** Which ids of calls are taken. */
  public enum CallIds {
    ANY,
    /** Nine letters and digits. */
    NINE
  }

  /** When the next token's drawing may be told. */
  public enum SamplingRule {
    ALL,
    /** While the model does not think. */
    UNTHINKING,
    NONE
  }

  /** How a part is marked behind which the prompt is cached. */
  public enum CacheMarkers {
    NONE,
    CACHE_CONTROL,
    BREAKPOINT
  }

  /** The member that names who asks. */
  public enum UserMember {
    NONE,
    USER,
    SAFETY_IDENTIFIER
  }

  /** The mark of a last turn that is to be gone on with. */
  public enum Prefill {
    NONE,
    PREFIX,
    PARTIAL
  }

  /** How a search of the web is asked for. */
  public enum WebSearchForm {
    NONE,
    /** {@code web_search_options}. */
    OPTIONS,
    /** {@code plugins} of OpenRouter. */
    PLUGIN,
    /** {@code enable_search} of DashScope. */
    ENABLE_SEARCH,
    /** A tool of the type {@code web_search}. */
    TOOL
  }

  public UpstreamOptions {
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(values));
  }

  public UpstreamOptions(boolean images, boolean documents) {
    this(
        Map.of(
            ChannelOption.IMAGES, BooleanNode.valueOf(images),
            ChannelOption.DOCUMENTS, BooleanNode.valueOf(documents)));
  }

  /**
   * What holds for a model of an upstream.
   *
   * @param host of the upstream, with its port unless that is the scheme's own
   * @param model as the upstream calls it
   * @param overrides of the operator's, which go before everything
   */
  public static UpstreamOptions of(
      Protocol type, String host, String model, UpstreamOptions overrides) {
    return ProviderPreset.of(type, host)
        .map(preset -> preset.options(model).plus(overrides))
        .orElse(overrides);
  }

  /** These, and where both say something the others. */
  public UpstreamOptions plus(UpstreamOptions others) {
    if (others.values.isEmpty()) {
      return this;
    }
    Map<ChannelOption, JsonNode> all = new EnumMap<>(ChannelOption.class);
    all.putAll(values);
    all.putAll(others.values);
    return new UpstreamOptions(all);
  }

  public UpstreamOptions with(ChannelOption option, JsonNode value) {
    return plus(new UpstreamOptions(Map.of(option, value)));
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Those that were said, as the document spells them. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    values.forEach((option, value) -> json.set(option.text(), value));
    return json;
  }

  /** As it was said, else as it is when nothing is. */
  public JsonNode value(ChannelOption option) {
    return values.getOrDefault(option, option.fallback());
  }

  public boolean is(ChannelOption flag) {
    return value(flag).asBoolean();
  }

  public int number(ChannelOption option) {
    return value(option).asInt();
  }

  public String text(ChannelOption option) {
    return value(option).asText();
  }

  private <E extends Enum<E>> E choice(ChannelOption option, Class<E> type) {
    return Enum.valueOf(type, text(option).replace('-', '_').toUpperCase(Locale.ROOT));
  }

  /** Whether pictures are understood. */
  public boolean images() {
    return is(ChannelOption.IMAGES);
  }

  /** Whether PDF is understood. */
  public boolean documents() {
    return is(ChannelOption.DOCUMENTS);
  }

  public ReasoningStyle reasoning() {
    return choice(ChannelOption.REASONING, ReasoningStyle.class);
  }

  public Off reasoningOff() {
    return choice(ChannelOption.REASONING_OFF, Off.class);
  }

  public ReasoningHistory reasoningHistory() {
    return choice(ChannelOption.REASONING_HISTORY, ReasoningHistory.class);
  }

  public ThinkTags thinkTags() {
    return choice(ChannelOption.THINK_TAGS, ThinkTags.class);
  }

  public Schemas schemas() {
    return choice(ChannelOption.SCHEMAS, Schemas.class);
  }

  public AnswerForm answerFormat() {
    return choice(ChannelOption.ANSWER_FORMAT, AnswerForm.class);
  }

  public Choices toolChoice() {
    return choice(ChannelOption.TOOL_CHOICE, Choices.class);
  }

  public CallIds toolIds() {
    return choice(ChannelOption.TOOL_IDS, CallIds.class);
  }

  public SamplingRule sampling() {
    return choice(ChannelOption.SAMPLING, SamplingRule.class);
  }

  public CacheMarkers cacheMarkers() {
    return choice(ChannelOption.CACHE_MARKERS, CacheMarkers.class);
  }

  public UserMember user() {
    return choice(ChannelOption.USER, UserMember.class);
  }

  public Prefill prefill() {
    return choice(ChannelOption.PREFILL, Prefill.class);
  }

  public WebSearchForm webSearch() {
    return choice(ChannelOption.WEB_SEARCH, WebSearchForm.class);
  }

  /** The levels of effort that are taken, from the lowest; empty: all. */
  public List<Effort> efforts() {
    Set<Effort> levels = new TreeSet<>();
    value(ChannelOption.EFFORTS).forEach(each -> Effort.of(each.asText()).ifPresent(levels::add));
    return List.copyOf(levels);
  }

  /** Members that every request gets. */
  public ObjectNode body() {
    return value(ChannelOption.BODY) instanceof ObjectNode members ? members : Json.object();
  }
}
