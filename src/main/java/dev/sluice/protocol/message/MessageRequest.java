package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a caller asks of a model, whatever protocol it spoke.
 *
 * @param model as the caller wrote it
 * @param maxTokens of the answer, what is thought included
 * @param system what stands before the conversation, block by block
 * @param oneToolAtATime whether at most one tool may be called in an answer
 * @param user who asks, by a name that says nothing to others
 * @param conversation the same for all requests of a conversation, for the caches of prompts
 * @param serviceTier {@code auto}, {@code standard_only}, {@code flex} or {@code priority}
 * @param fast whether speed may cost more
 * @param rest members that the model has no name for, by their names in the caller's protocol; they
 *     go nowhere, and whoever writes the request warns of them
 */
public record MessageRequest(
    String model,
    OptionalLong maxTokens,
    List<ContentBlock> system,
    List<Turn> turns,
    List<Tool> tools,
    Optional<ToolChoice> toolChoice,
    boolean oneToolAtATime,
    Sampling sampling,
    Reasoning reasoning,
    Optional<AnswerFormat> format,
    Optional<String> user,
    Optional<String> conversation,
    Optional<String> serviceTier,
    boolean fast,
    boolean stream,
    Map<String, JsonNode> rest) {

  public MessageRequest {
    system = List.copyOf(system);
    turns = List.copyOf(turns);
    tools = List.copyOf(tools);
    rest = Collections.unmodifiableMap(new LinkedHashMap<>(rest));
  }

  /** A request with nothing but a model, to be filled. */
  public static RequestDraft draft(String model) {
    return new RequestDraft(model);
  }

  /** The same request with other turns. */
  public MessageRequest withTurns(List<Turn> others) {
    return with(others, format);
  }

  /** The same request, for an answer of this form. */
  public MessageRequest withFormat(AnswerFormat asked) {
    return with(turns, Optional.of(asked));
  }

  private MessageRequest with(List<Turn> others, Optional<AnswerFormat> asked) {
    return new MessageRequest(
        model,
        maxTokens,
        system,
        others,
        tools,
        toolChoice,
        oneToolAtATime,
        sampling,
        reasoning,
        asked,
        user,
        conversation,
        serviceTier,
        fast,
        stream,
        rest);
  }
}
