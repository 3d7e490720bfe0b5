package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.SessionId;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The body of a request for a message, read. */
final class RequestReader {

  static final Set<String> MEMBERS =
      Set.of(
          "model",
          "messages",
          "max_tokens",
          "system",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "thinking",
          "output_config",
          "output_format",
          "tools",
          "tool_choice",
          "metadata",
          "service_tier",
          "speed");

  private static final Set<String> OF_TURNS = Set.of("role", "content");
  private static final Set<String> OF_OUTPUT = Set.of("effort", "format");
  private static final String SESSION_HEADER = "x-claude-code-session-id";

  private final Asked asked;

  RequestReader(Asked asked) {
    this.asked = asked;
  }

  MessageRequest read(ObjectNode body) throws MalformedRequest, Inexpressible {
    var root = JsonAt.root(body);
    var draft = MessageRequest.draft(root.text("model"));
    limits(root, draft);
    var system = root.member("system");
    if (system.isPresent()) {
      new BlockReader().content(system.get()).forEach(draft::system);
    }
    for (JsonAt turn : root.required("messages").elements()) {
      draft.turn(turn(turn));
    }
    for (JsonAt tool : root.optionalElements("tools")) {
      draft.tool(ToolReader.read(tool));
    }
    choice(root, draft);
    draft.reasoning(reasoning(root));
    output(root, draft);
    identity(root, draft);
    root.rest(MEMBERS).forEach(draft::rest);
    return draft.request();
  }

  private static void limits(JsonAt root, RequestDraft draft)
      throws MalformedRequest, Inexpressible {
    OptionalLong most = root.optionalCount("max_tokens", 0);
    if (most.isPresent() && most.getAsLong() == 0) {
      throw new Inexpressible(
          Part.MAX_TOKENS,
          "0 warms a cache that only Anthropic's own upstreams have; send 1 or more");
    }
    most.ifPresent(draft::maxTokens);
    var stops = new ArrayList<String>();
    for (JsonAt stop : root.optionalElements("stop_sequences")) {
      stops.add(stop.text());
    }
    draft.stream(root.optionalFlag("stream"))
        .sampling(
            new Sampling(
                root.optionalNumber("temperature"),
                root.optionalNumber("top_p"),
                root.optionalCount("top_k", 0),
                stops));
  }

  private static Turn turn(JsonAt turn) throws MalformedRequest {
    var content = new BlockReader().content(turn.required("content"));
    return new Turn(role(turn.required("role")), content, turn.rest(OF_TURNS));
  }

  private static Turn.Role role(JsonAt role) throws MalformedRequest {
    return switch (role.text()) {
      case "user" -> Turn.Role.USER;
      case "assistant" -> Turn.Role.ASSISTANT;
      case "system" -> Turn.Role.SYSTEM;
      default ->
          throw new MalformedRequest(
              role.pointer(),
              role.path() + ": is \"" + role.text() + "\"; send user, assistant or system");
    };
  }

  private static void choice(JsonAt root, RequestDraft draft) throws MalformedRequest {
    var found = root.member("tool_choice");
    if (found.isEmpty()) {
      return;
    }
    JsonAt choice = found.get();
    draft
        .oneToolAtATime(choice.optionalFlag("disable_parallel_tool_use"))
        .toolChoice(
            switch (choice.text("type")) {
              case "auto" -> new ToolChoice.Auto();
              case "any" -> new ToolChoice.Any();
              case "none" -> new ToolChoice.None();
              case "tool" -> new ToolChoice.Named(choice.text("name"));
              default ->
                  throw new MalformedRequest(
                      choice.pointer() + "/type",
                      "tool_choice.type: is \""
                          + choice.text("type")
                          + "\"; send auto, any, tool or none");
            });
  }

  private static Reasoning reasoning(JsonAt root) throws MalformedRequest {
    var effort = effort(root);
    var found = root.member("thinking");
    if (found.isEmpty()) {
      return new Reasoning(
          Reasoning.Mode.UNSAID, OptionalLong.empty(), effort, Reasoning.Display.UNSAID);
    }
    JsonAt thinking = found.get();
    var display = display(thinking);
    return switch (thinking.text("type")) {
      case "enabled" ->
          new Reasoning(
              Reasoning.Mode.BUDGETED,
              OptionalLong.of(thinking.required("budget_tokens").count(1)),
              effort,
              display);
      case "disabled" -> new Reasoning(Reasoning.Mode.OFF, OptionalLong.empty(), effort, display);
      case "adaptive" ->
          new Reasoning(Reasoning.Mode.ADAPTIVE, OptionalLong.empty(), effort, display);
      case "between_tools" ->
          new Reasoning(Reasoning.Mode.BETWEEN_TOOLS, OptionalLong.empty(), effort, display);
      default ->
          throw new MalformedRequest(
              "/thinking/type",
              "thinking.type: is \""
                  + thinking.text("type")
                  + "\"; send enabled, disabled, adaptive or between_tools");
    };
  }

  private static Reasoning.Display display(JsonAt thinking) throws MalformedRequest {
    return switch (thinking.optionalText("display").orElse("")) {
      case "summarized" -> Reasoning.Display.SUMMARIZED;
      case "omitted" -> Reasoning.Display.OMITTED;
      case "updates" -> Reasoning.Display.UPDATES;
      default -> Reasoning.Display.UNSAID;
    };
  }

  private static Optional<Effort> effort(JsonAt root) throws MalformedRequest {
    var output = root.member("output_config");
    if (output.isEmpty()) {
      return Optional.empty();
    }
    var said = output.get().optionalText("effort");
    if (said.isPresent() && Effort.of(said.get()).isEmpty()) {
      throw new MalformedRequest(
          "/output_config/effort",
          "output_config.effort: is \"" + said.get() + "\"; send low, medium, high, xhigh or max");
    }
    return said.flatMap(Effort::of);
  }

  private static void output(JsonAt root, RequestDraft draft) throws MalformedRequest {
    var output = root.member("output_config");
    var format = output.isPresent() ? output.get().member("format") : root.member("output_format");
    if (format.isPresent()) {
      ObjectNode schema = format.get().required("schema").object();
      draft.format(new AnswerFormat.JsonSchema(Optional.empty(), schema, Optional.empty()));
    }
    output.ifPresent(config ->
        config
            .rest(OF_OUTPUT)
            .forEach((name, value) -> draft.rest("output_config." + name, value)));
  }

  private void identity(JsonAt root, RequestDraft draft) throws MalformedRequest {
    var user = root.member("metadata").map(JsonAt::node).map(node -> node.path("user_id"));
    Optional<String> id = user.filter(JsonNode::isTextual).map(JsonNode::textValue);
    id.ifPresent(draft::user);
    asked
        .headers()
        .apply(SESSION_HEADER)
        .or(() -> id.flatMap(SessionId::ofUser))
        .ifPresent(draft::conversation);
    root.optionalText("service_tier").ifPresent(draft::serviceTier);
    draft.fast(root.optionalText("speed").filter("fast"::equals).isPresent());
  }
}
