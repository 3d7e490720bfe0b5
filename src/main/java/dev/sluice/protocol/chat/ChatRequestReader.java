package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the body of a request. */
final class ChatRequestReader {

  private static final int HOTTEST = 2;

  private final JsonAt body;
  private final Losses losses;

  ChatRequestReader(ObjectNode body, Losses losses) {
    this.body = JsonAt.root(body);
    this.losses = losses;
  }

  ChatCallerRequest read() throws MalformedRequest, Inexpressible {
    RequestDraft draft = MessageRequest.draft(body.text("model"));
    JsonAt messages = body.required("messages");
    if (messages.elements().isEmpty()) {
      throw Malformed.at(messages, "is empty", "at least one message");
    }
    once();
    new MessagesReader(draft, losses).read(messages.elements());
    var tools = new ToolsReader(draft, losses);
    tools.read(body);
    maxTokens().ifPresent(draft::maxTokens);
    draft.sampling(sampling());
    draft.reasoning(reasoning());
    format(draft);
    telling(draft);
    Optional<JsonAt> options = body.member("stream_options");
    boolean usage = options.isPresent() && options.get().optionalFlag("include_usage");
    others();
    return new ChatCallerRequest(draft.request(), usage, tools.custom());
  }

  private void once() throws MalformedRequest, Inexpressible {
    if (body.optionalCount("n", 1).orElse(1) > 1) {
      throw new Inexpressible("n", "is not understood by other protocols; send 1");
    }
    boolean spoken = body.member("audio").isPresent();
    for (JsonAt modality : body.optionalElements("modalities")) {
      spoken |= modality.text().equals("audio");
    }
    if (spoken) {
      throw new Inexpressible(
          "modalities", "may be text alone for other protocols; leave out audio");
    }
  }

  private OptionalLong maxTokens() throws MalformedRequest {
    OptionalLong all = body.optionalCount("max_completion_tokens", 1);
    return all.isPresent() ? all : body.optionalCount("max_tokens", 1);
  }

  private Sampling sampling() throws MalformedRequest {
    var stops = new ArrayList<String>();
    Optional<JsonAt> stop = body.member("stop");
    if (stop.isPresent()) {
      List<JsonAt> each =
          stop.get().node().isTextual() ? List.of(stop.get()) : stop.get().elements();
      for (JsonAt one : each) {
        if (one.text().isBlank()) {
          losses.degraded("stop", "loses what is white space alone");
        } else {
          stops.add(one.text());
        }
      }
    }
    return new Sampling(
        Malformed.number(body, "temperature", HOTTEST),
        Malformed.number(body, "top_p", 1),
        body.optionalCount("top_k", 0),
        stops);
  }

  private Reasoning reasoning() throws MalformedRequest {
    Optional<JsonAt> effort = body.member("reasoning_effort");
    Optional<JsonAt> object = body.member("reasoning");
    if (effort.isEmpty() && object.isPresent()) {
      OptionalLong budget = object.get().optionalCount("max_tokens", 0);
      if (budget.isPresent()) {
        return new Reasoning(
            Reasoning.Mode.BUDGETED, budget, Optional.empty(), Reasoning.Display.UNSAID);
      }
      effort = object.get().member("effort");
    }
    return effort.isPresent() ? Reasoning.of(level(effort.get())) : Reasoning.UNSAID;
  }

  private static Effort level(JsonAt effort) throws MalformedRequest {
    Optional<Effort> level = Effort.of(effort.text());
    if (level.isEmpty()) {
      throw Malformed.at(
          effort, "is " + effort.node(), "none, minimal, low, medium, high, xhigh or max");
    }
    return level.get();
  }

  private void format(RequestDraft draft) throws MalformedRequest {
    Optional<JsonAt> format = body.member("response_format");
    if (format.isEmpty()) {
      return;
    }
    switch (format.get().text("type")) {
      case "text" -> {}
      case "json_object" -> draft.format(new AnswerFormat.JsonObject());
      case "json_schema" -> draft.format(schema(format.get()));
      default ->
          throw Malformed.at(
              format.get().required("type"),
              "is " + format.get().node().get("type"),
              "text, json_object or json_schema");
    }
  }

  private static AnswerFormat schema(JsonAt format) throws MalformedRequest {
    JsonAt named = format.required("json_schema");
    Optional<JsonAt> strict = named.member("strict");
    return new AnswerFormat.JsonSchema(
        named.member("name").isPresent() ? Optional.of(named.text("name")) : Optional.empty(),
        named.required("schema").object(),
        strict.isPresent() ? Optional.of(strict.get().flag()) : Optional.empty());
  }

  private void telling(RequestDraft draft) throws MalformedRequest {
    Optional<String> user = body.optionalText("safety_identifier");
    (user.isPresent() ? user : body.optionalText("user")).ifPresent(draft::user);
    body.optionalText("prompt_cache_key").ifPresent(draft::conversation);
    switch (body.optionalText("service_tier").orElse("")) {
      case "auto" -> draft.serviceTier("auto");
      case "default" -> draft.serviceTier("standard_only");
      case "flex" -> draft.serviceTier("flex");
      case "scale", "priority" -> draft.serviceTier("priority");
      case "fast" -> draft.fast(true);
      case "" -> {}
      default -> losses.degraded("service_tier", "is not understood by other protocols");
    }
    draft.stream(body.optionalFlag("stream"));
  }

  private void others() {
    body.node()
        .properties()
        .forEach(member -> {
          boolean said = !member.getValue().isNull();
          boolean told =
              CallerTreatments.of(member.getKey())
                  .map(each -> each.kind() != Treatment.Kind.DEGRADED)
                  .orElse(false);
          if (said && !told && !harmless(member.getKey())) {
            losses.degraded(member.getKey(), "is not understood by other protocols");
          }
        });
  }

  /** Whether a member says what would be so without it. */
  private boolean harmless(String name) {
    return switch (name) {
      case "logprobs", "store", "background" -> !body.node().path(name).asBoolean();
      case "presence_penalty", "frequency_penalty", "top_logprobs" ->
          body.node().path(name).asDouble() == 0;
      case "logit_bias" -> body.node().path(name).isEmpty();
      default -> false;
    };
  }
}
