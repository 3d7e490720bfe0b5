package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Digest;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Leftovers;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.OpenAiStrictSchema;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Effort;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Reasoning;
import dev.sluice.protocol.message.Tool;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes one request for an upstream; nothing of it is kept there. */
final class RequestWriter {

  private static final String BILLING = "x-anthropic-billing-header:";
  private static final long FEWEST_TOKENS = 16;
  private static final int KEY_DIGITS = 32;

  private final MessageRequest request;
  private final Target target;
  private final Losses losses;
  private final ModelFamily family;
  private final CallNames names;

  RequestWriter(MessageRequest request, Target target, Losses losses) {
    this.request = request;
    this.target = target;
    this.losses = losses;
    this.family = ModelFamily.of(target.model());
    this.names = CallNames.of(request);
  }

  ResponsesRequest request() throws Inexpressible {
    Leftovers.check(request, losses);
    ObjectNode body = prompt();
    include(body);
    sampling(body);
    limits(body);
    identity(body);
    body.put("store", false).put("stream", true);
    return new ResponsesRequest(
        Json.bytes(body), names, target.channel(), request.sampling().stopSequences());
  }

  ResponsesCount count() throws Inexpressible {
    return new ResponsesCount(Json.bytes(prompt()));
  }

  /** All that is counted. */
  private ObjectNode prompt() throws Inexpressible {
    var body = Json.object().put("model", target.model());
    String instructions = instructions();
    if (!instructions.isEmpty()) {
      body.put("instructions", instructions);
    }
    body.set("input", new InputWriter(target, names, losses).items(request.turns()));
    new ToolWriter(names, losses).write(request, body);
    reasoning(body);
    request.format().ifPresent(format -> body.putObject("text").set("format", format(format)));
    return body;
  }

  private String instructions() {
    return request.system().stream()
        .filter(ContentBlock.Text.class::isInstance)
        .map(block -> ((ContentBlock.Text) block).text())
        .filter(text -> !text.isEmpty() && !text.startsWith(BILLING))
        .collect(Collectors.joining("\n\n"));
  }

  private void reasoning(ObjectNode body) {
    Optional<Effort> effort = effort();
    boolean shown = family.thinks() && isShown(effort);
    if (effort.isEmpty() && !shown) {
      return;
    }
    var reasoning = body.putObject("reasoning");
    effort.ifPresent(level -> reasoning.put("effort", level.text()));
    if (shown) {
      reasoning.put("summary", "auto");
    }
  }

  private boolean isShown(Optional<Effort> effort) {
    var asked = request.reasoning();
    return switch (asked.mode()) {
      case BUDGETED, ADAPTIVE ->
          asked.display() != Reasoning.Display.OMITTED
              && effort.filter(Effort.NONE::equals).isEmpty();
      case UNSAID, OFF, BETWEEN_TOOLS -> false;
    };
  }

  private Optional<Effort> effort() {
    Optional<Effort> wanted = request.reasoning().level();
    if (wanted.isEmpty()) {
      return wanted;
    }
    boolean off = wanted.get() == Effort.NONE;
    Part part = off ? Part.THINKING_OFF : Part.EFFORT;
    if (off && family == ModelFamily.O_SERIES) {
      losses.degraded(part, "is not possible with " + target.model() + ", which always thinks");
      return Optional.empty();
    }
    Optional<Effort> given = family.nearest(wanted.get());
    if (given.isEmpty() && !off) {
      losses.degraded("output_config.effort", "is left out: " + target.model() + " does not think");
    }
    given
        .filter(level -> level != wanted.get())
        .ifPresent(level ->
            losses.degraded(
                part,
                wanted.get().text() + " becomes " + level.text() + " with " + target.model()));
    return given;
  }

  private void include(ObjectNode body) {
    var reasoning = request.reasoning();
    boolean off = effortSent(body).filter(Effort.NONE.text()::equals).isPresent();
    boolean thinks =
        family.surelyThinks()
            || (family.thinks()
                && (reasoning.level().isPresent() || reasoning.mode() == Reasoning.Mode.ADAPTIVE));
    var include = Json.array();
    if (thinks && !off) {
      include.add("reasoning.encrypted_content");
    }
    if (request.tools().stream().anyMatch(Tool.WebSearch.class::isInstance)) {
      include.add("web_search_call.action.sources");
    }
    if (!include.isEmpty()) {
      body.set("include", include);
    }
  }

  private static Optional<String> effortSent(ObjectNode body) {
    return Optional.ofNullable(body.path("reasoning").path("effort").textValue());
  }

  private ObjectNode format(AnswerFormat format) {
    return switch (format) {
      case AnswerFormat.JsonObject _ -> Json.object().put("type", "json_object");
      case AnswerFormat.JsonSchema(var name, var schema, var strict) -> {
        Optional<ObjectNode> obeyed =
            strict.orElse(true) ? OpenAiStrictSchema.allowingNull(schema) : Optional.empty();
        if (strict.orElse(true) && obeyed.isEmpty()) {
          losses.degraded(
              Part.FORMAT_SCHEMA, "is not held to strictly: it uses what strict mode lacks");
        }
        var json = Json.object().put("type", "json_schema").put("name", name.orElse("response"));
        json.set("schema", obeyed.orElse(schema));
        yield json.put("strict", obeyed.isPresent());
      }
    };
  }

  private void sampling(ObjectNode body) {
    Optional<Effort> effort = effortSent(body).flatMap(Effort::of);
    if (family.takesSampling(effort)) {
      request.sampling().temperature().ifPresent(value -> body.put("temperature", value));
      request.sampling().topP().ifPresent(value -> body.put("top_p", value));
    }
  }

  private void limits(ObjectNode body) {
    request
        .maxTokens()
        .ifPresent(most -> {
          if (most < FEWEST_TOKENS) {
            losses.degraded(Part.MAX_TOKENS, most + " becomes 16, the fewest that are possible");
          }
          body.put("max_output_tokens", Math.max(most, FEWEST_TOKENS));
        });
  }

  private void identity(ObjectNode body) {
    request
        .serviceTier()
        .ifPresent(
            tier -> body.put("service_tier", tier.equals("standard_only") ? "default" : tier));
    if (request.fast()) {
      losses.degraded(Part.SPEED, "is left out");
    }
    request
        .conversation()
        .ifPresent(name -> body.put("prompt_cache_key", Digest.hex(name).substring(0, KEY_DIGITS)));
    request.user().ifPresent(name -> body.put("safety_identifier", Digest.hex(name)));
  }
}
