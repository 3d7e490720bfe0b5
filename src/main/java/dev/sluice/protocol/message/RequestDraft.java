package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A {@link MessageRequest} in the making. Used by one reader, then thrown away. */
public final class RequestDraft {

  private final String model;
  private OptionalLong maxTokens = OptionalLong.empty();
  private final List<ContentBlock> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();
  private final List<Tool> tools = new ArrayList<>();
  private @Nullable ToolChoice toolChoice;
  private boolean oneToolAtATime;
  private Sampling sampling = Sampling.UNSAID;
  private Reasoning reasoning = Reasoning.UNSAID;
  private @Nullable AnswerFormat format;
  private @Nullable String user;
  private @Nullable String conversation;
  private @Nullable String serviceTier;
  private boolean fast;
  private boolean stream;
  private final Map<String, JsonNode> rest = new LinkedHashMap<>();

  RequestDraft(String model) {
    this.model = model;
  }

  public RequestDraft maxTokens(long tokens) {
    maxTokens = OptionalLong.of(tokens);
    return this;
  }

  public RequestDraft system(ContentBlock block) {
    system.add(block);
    return this;
  }

  /** Adds a turn as it is; two in a row may have the same role. */
  public RequestDraft turn(Turn turn) {
    turns.add(turn);
    return this;
  }

  /** Adds to the last turn if it has this role, else begins one. */
  public RequestDraft append(Turn.Role role, ContentBlock block) {
    if (!turns.isEmpty() && turns.getLast().role() == role) {
      turns.set(turns.size() - 1, turns.getLast().plus(block));
      return this;
    }
    return turn(Turn.of(role, block));
  }

  public RequestDraft tool(Tool tool) {
    tools.add(tool);
    return this;
  }

  public RequestDraft toolChoice(ToolChoice choice) {
    toolChoice = choice;
    return this;
  }

  public RequestDraft oneToolAtATime(boolean one) {
    oneToolAtATime = one;
    return this;
  }

  public RequestDraft sampling(Sampling how) {
    sampling = how;
    return this;
  }

  public RequestDraft reasoning(Reasoning how) {
    reasoning = how;
    return this;
  }

  public RequestDraft format(AnswerFormat asked) {
    format = asked;
    return this;
  }

  public RequestDraft user(String name) {
    user = name;
    return this;
  }

  public RequestDraft conversation(String name) {
    conversation = name;
    return this;
  }

  public RequestDraft serviceTier(String tier) {
    serviceTier = tier;
    return this;
  }

  public RequestDraft fast(boolean wanted) {
    fast = wanted;
    return this;
  }

  public RequestDraft stream(boolean wanted) {
    stream = wanted;
    return this;
  }

  public RequestDraft rest(String name, JsonNode value) {
    rest.put(name, value);
    return this;
  }

  public MessageRequest request() {
    return new MessageRequest(
        model,
        maxTokens,
        system,
        turns,
        tools,
        Optional.ofNullable(toolChoice),
        oneToolAtATime,
        sampling,
        reasoning,
        Optional.ofNullable(format),
        Optional.ofNullable(user),
        Optional.ofNullable(conversation),
        Optional.ofNullable(serviceTier),
        fast,
        stream,
        rest);
  }
}
