package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads one request for a response. */
final class RequestReader {

  private static final double HOTTEST = 2;

  private final JsonAt root;
  private final Losses losses;
  private final ToolReader tools;

  RequestReader(ObjectNode body, Losses losses) {
    this.root = JsonAt.root(body);
    this.losses = losses;
    this.tools = new ToolReader(losses);
  }

  /** As what the caller knows its tools; complete once the request is read. */
  CallerTools known() {
    return tools.known();
  }

  MessageRequest read() throws MalformedRequest, Inexpressible {
    CallerMembers.check(root, losses);
    var draft = MessageRequest.draft(root.text("model"));
    var conversation = new Conversation(losses);
    root.optionalText("instructions")
        .filter(text -> !text.isBlank())
        .ifPresent(text -> conversation.instruct(List.of(new ContentBlock.Text(text))));
    tools.read(root.optionalElements("tools"));
    var items = new ItemReader(conversation, tools, losses);
    items.input(root.required("input"));
    conversation.system().forEach(draft::system);
    conversation.turns().forEach(draft::turn);
    new ChoiceReader(root, losses).read(tools.tools(), draft);
    draft.reasoning(reasoning(items.effort()));
    settings(draft);
    format(draft);
    identity(draft);
    return draft.request();
  }

  private Reasoning reasoning(Optional<Effort> later) throws MalformedRequest {
    Optional<Effort> effort = later.isPresent() ? later : Efforts.read(root, losses);
    var summary = summary();
    if (effort.isEmpty() && summary.isEmpty()) {
      return Reasoning.UNSAID;
    }
    var how =
        effort
            .map(Reasoning::of)
            .orElseGet(() ->
                new Reasoning(
                    Reasoning.Mode.ADAPTIVE,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Reasoning.Display.UNSAID));
    return how.mode() == Reasoning.Mode.OFF
        ? how
        : how.shown(summary.isPresent() ? Reasoning.Display.SUMMARIZED : Reasoning.Display.OMITTED);
  }

  private Optional<String> summary() throws MalformedRequest {
    var reasoning = root.member("reasoning");
    if (reasoning.isEmpty()) {
      return Optional.empty();
    }
    if (reasoning.get().node().path("mode").asText().equals("pro")) {
      losses.degraded("reasoning.mode", "is left out");
    }
    Optional<String> summary = reasoning.get().optionalText("summary");
    Optional<String> old = reasoning.get().optionalText("generate_summary");
    return summary.or(() -> old).filter(word -> !word.equals("none"));
  }

  private void settings(RequestDraft draft) throws MalformedRequest {
    root.optionalCount("max_output_tokens", 1).ifPresent(draft::maxTokens);
    draft.stream(root.optionalFlag("stream"))
        .sampling(
            new Sampling(
                between("temperature", HOTTEST),
                between("top_p", 1),
                OptionalLong.empty(),
                List.of()));
  }

  private OptionalDouble between(String name, double most) throws MalformedRequest {
    OptionalDouble said = root.optionalNumber(name);
    if (said.isPresent() && !(said.getAsDouble() >= 0 && said.getAsDouble() <= most)) {
      throw new MalformedRequest(
          "/" + name,
          name + ": is " + said.getAsDouble() + "; send a number from 0 to " + (int) most);
    }
    return said;
  }

  private void format(RequestDraft draft) throws MalformedRequest {
    var text = root.member("text");
    if (text.isEmpty()) {
      return;
    }
    text.get().object();
    if (text.get().member("verbosity").isPresent()) {
      losses.degraded("text.verbosity", "is left out");
    }
    var found = text.get().member("format");
    if (found.isEmpty()) {
      return;
    }
    JsonAt format = found.get();
    format.object();
    switch (format.text("type")) {
      case "text" -> {}
      case "json_object" -> draft.format(new AnswerFormat.JsonObject());
      case "json_schema" -> {
        var strict = format.member("strict");
        draft.format(
            new AnswerFormat.JsonSchema(
                format.optionalText("name"),
                format.required("schema").object(),
                strict.isPresent() ? Optional.of(strict.get().flag()) : Optional.empty()));
      }
      default ->
          throw new MalformedRequest(
              format.pointer() + "/type",
              "text.format.type: is \""
                  + format.text("type")
                  + "\"; send text, json_object or json_schema");
    }
  }

  private void identity(RequestDraft draft) throws MalformedRequest {
    root.optionalText("user").ifPresent(draft::user);
    root.optionalText("safety_identifier").ifPresent(draft::user);
    root.optionalText("prompt_cache_key").ifPresent(draft::conversation);
    switch (root.optionalText("service_tier").orElse("")) {
      case "auto" -> draft.serviceTier("auto");
      case "default" -> draft.serviceTier("standard_only");
      case "flex" -> draft.serviceTier("flex");
      case "priority" -> draft.serviceTier("priority");
      case "fast", "ultrafast" -> draft.fast(true);
      case "" -> {}
      default -> losses.degraded("service_tier", "is left out");
    }
  }
}
