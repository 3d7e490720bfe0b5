package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Leftovers;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.ToolChoice;
import dev.sluice.protocol.message.ToolNames;
import dev.sluice.protocol.message.Turn;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A request for a message, written for somebody who asked in another protocol. */
final class RequestWriter {

  /** Anthropic wants a limit; this one is Claude Code's own for models that it does not know. */
  private static final long USUAL_MAX_TOKENS = 32_000;

  private static final int LONGEST_USER = 256;
  private static final String ONLY_JSON =
      "Answer with one JSON object and nothing else: no explanation, no code fence.";
  private static final Set<String> TIERS = Set.of("auto", "standard_only");

  private static final Pattern LEGAL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,128}");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");

  private final MessageRequest request;
  private final ToolNames names;
  private final Target target;
  private final ClaudeModel model;
  private final Losses losses;
  private final ObjectNode body = Json.object();

  RequestWriter(MessageRequest request, Target target, Losses losses) {
    this.request = request;
    this.names = ToolNames.in(request, LEGAL_NAME, ILLEGAL);
    this.target = target;
    this.model = ClaudeModel.of(target.model());
    this.losses = losses;
  }

  ObjectNode write() throws Inexpressible {
    Leftovers.check(request, losses);
    List<Turn> turns = new Conversation(request.turns(), model, losses).turns();
    var thinking = new ThinkingWriter(request, turns, model, losses);
    body.put("model", target.model());
    body.put("max_tokens", thinking.maxTokens(request.maxTokens().orElse(USUAL_MAX_TOKENS)));
    system();
    tools();
    body.set("messages", messages(turns));
    sampling(thinking.thinks());
    thinking.write(body);
    format();
    identity();
    return body.put("stream", true);
  }

  private void system() {
    var system =
        BlockWriter.content(request.system().stream().filter(RequestWriter::says).toList());
    if (request.format().filter(AnswerFormat.JsonObject.class::isInstance).isPresent()) {
      losses.degraded(Part.FORMAT_JSON, "asked for in words");
      system.addObject().put("type", "text").put("text", ONLY_JSON);
    }
    if (!system.isEmpty()) {
      body.set("system", system);
    }
  }

  private static boolean says(ContentBlock block) {
    return !(block instanceof ContentBlock.Text text) || !text.text().isBlank();
  }

  private ArrayNode messages(List<Turn> turns) {
    var messages = Json.array();
    for (Turn turn : turns) {
      messages
          .addObject()
          .put("role", turn.role() == Turn.Role.ASSISTANT ? "assistant" : "user")
          .set("content", named(BlockWriter.content(turn.content())));
    }
    return messages;
  }

  private ArrayNode named(ArrayNode content) {
    for (JsonNode block : content) {
      if (block instanceof ObjectNode call && call.path("type").asText().equals("tool_use")) {
        call.put("name", names.sent(call.path("name").asText()));
      }
    }
    return content;
  }

  ToolNames names() {
    return names;
  }

  private void tools() {
    if (request.tools().isEmpty()) {
      return;
    }
    var tools = body.putArray("tools");
    request.tools().forEach(tool -> tools.add(ToolWriter.write(tool, names)));
    choice();
  }

  private void choice() {
    if (request.toolChoice().isEmpty() && !request.oneToolAtATime()) {
      return;
    }
    ToolChoice choice = request.toolChoice().orElseGet(ToolChoice.Auto::new);
    boolean demanded = choice instanceof ToolChoice.Any || choice instanceof ToolChoice.Named;
    if (demanded && model.callsAsItLikes()) {
      losses.degraded(
          choice instanceof ToolChoice.Any ? Part.CHOICE_ANY : Part.CHOICE_NAMED,
          "became auto: the model takes no other");
      choice = new ToolChoice.Auto();
    }
    var json = body.putObject("tool_choice");
    switch (choice) {
      case ToolChoice.Auto _ -> json.put("type", "auto");
      case ToolChoice.Any _ -> json.put("type", "any");
      case ToolChoice.Named(var name) -> json.put("type", "tool").put("name", names.sent(name));
      case ToolChoice.None _ -> json.put("type", "none");
    }
    if (request.oneToolAtATime() && !(choice instanceof ToolChoice.None)) {
      json.put("disable_parallel_tool_use", true);
    }
  }

  private void sampling(boolean thinks) {
    Sampling how = request.sampling();
    List<String> stops = how.stopSequences().stream().filter(stop -> !stop.isBlank()).toList();
    if (!stops.isEmpty()) {
      var array = body.putArray("stop_sequences");
      stops.forEach(array::add);
    }
    if (model.drawsByItself() || thinks) {
      how.temperature().ifPresent(_ -> left(Part.TEMPERATURE));
      how.topP().ifPresent(_ -> left(Part.TOP_P));
      how.topK().ifPresent(_ -> left(Part.TOP_K));
      return;
    }
    how.temperature().ifPresent(this::temperature);
    boolean either = model.oneOfTemperatureAndTopP() && how.temperature().isPresent();
    how.topP()
        .ifPresent(topP -> {
          if (either) {
            left(Part.TOP_P);
          } else {
            body.put("top_p", topP);
          }
        });
    how.topK().ifPresent(topK -> body.put("top_k", topK));
  }

  private void temperature(double asked) {
    if (asked > 1) {
      losses.degraded(Part.TEMPERATURE, "above 1 became 1");
    }
    body.put("temperature", Math.min(1, asked));
  }

  private void left(Part part) {
    losses.degraded(part, "left out: the model takes none");
  }

  private void format() {
    if (request.format().orElse(null) instanceof AnswerFormat.JsonSchema(_, var schema, _)) {
      body.withObject("/output_config")
          .putObject("format")
          .put("type", "json_schema")
          .set("schema", StrictSchema.of(schema));
    }
  }

  private void identity() {
    request
        .user()
        .map(user -> user.substring(0, Math.min(LONGEST_USER, user.length())))
        .ifPresent(user -> body.putObject("metadata").put("user_id", user));
    request
        .serviceTier()
        .ifPresent(tier -> {
          if (TIERS.contains(tier)) {
            body.put("service_tier", tier);
          } else {
            losses.degraded(Part.SERVICE_TIER, "(" + tier + ") left out");
          }
        });
    if (request.fast()) {
      losses.degraded(Part.SPEED, "left out");
    }
  }
}
