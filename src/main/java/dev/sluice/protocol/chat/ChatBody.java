package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Digest;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Leftovers;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.OpenAiStrictSchema;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.ToolSchema;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.convert.UpstreamOptions.AnswerForm;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Sampling;
import dev.sluice.protocol.message.ToolNames;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Writes the body of a request. The same request always becomes the same bytes. */
final class ChatBody {

  private final MessageRequest request;
  private final Target target;
  private final UpstreamOptions options;
  private final ToolNames names;
  private final Losses losses;
  private final ChatReasoning reasoning;
  private final ObjectNode body = Json.object();

  ChatBody(MessageRequest request, Target target, ToolNames names, Losses losses) {
    this.request = request;
    this.target = target;
    this.options = target.options();
    this.names = names;
    this.losses = losses;
    this.reasoning =
        new ChatReasoning(request.reasoning(), ChatTools.any(request), options, losses);
  }

  ObjectNode write() throws Inexpressible {
    body.put("model", target.model());
    var messages = new ChatMessages(options, losses, new AssistantMessage(target, names, losses));
    body.set("messages", messages.write(request, formatInWords()));
    new ChatTools(request, options, names, losses).write(body);
    request
        .maxTokens()
        .ifPresent(most -> body.put(options.text(ChannelOption.MAX_TOKENS_MEMBER), most));
    sampling(request.sampling());
    reasoning.write(body);
    format();
    telling();
    body.put("stream", true);
    if (options.is(ChannelOption.STREAM_OPTIONS)) {
      body.putObject("stream_options").put("include_usage", true);
    }
    Leftovers.check(request, losses);
    body.setAll(options.body());
    return body;
  }

  /** Stop sequences that the upstream does not look for. */
  static List<String> unsent(MessageRequest request, UpstreamOptions options) {
    List<String> all = request.sampling().stopSequences();
    return all.subList(Math.min(all.size(), options.number(ChannelOption.STOP)), all.size());
  }

  private void sampling(Sampling sampling) {
    boolean drawn =
        switch (options.sampling()) {
          case ALL -> true;
          case UNTHINKING -> reasoning.off();
          case NONE -> false;
        };
    if (drawn) {
      number("temperature", sampling.temperature(), options.number(ChannelOption.MAX_TEMPERATURE));
      number("top_p", sampling.topP(), 1);
    }
    if (options.is(ChannelOption.TOP_K) && sampling.topK().isPresent()) {
      body.put("top_k", sampling.topK().getAsLong());
    }
    int most = Math.min(sampling.stopSequences().size(), options.number(ChannelOption.STOP));
    if (most > 0) {
      var stop = body.putArray("stop");
      sampling.stopSequences().subList(0, most).forEach(stop::add);
    }
  }

  private void number(String name, OptionalDouble value, int most) {
    if (value.isEmpty()) {
      return;
    }
    double taken = Math.min(value.getAsDouble(), most);
    if (taken < value.getAsDouble()) {
      losses.degraded(name, "becomes " + most + ", the most that this upstream takes");
    }
    if (taken == Math.rint(taken)) {
      body.put(name, (long) taken);
    } else {
      body.put(name, taken);
    }
  }

  private Optional<JsonNode> schema() {
    return request
        .format()
        .filter(AnswerFormat.JsonSchema.class::isInstance)
        .map(format -> ((AnswerFormat.JsonSchema) format).schema());
  }

  /** What the members of the protocol cannot say of the answer's form here. */
  private String formatInWords() {
    AnswerForm most = options.answerFormat();
    if (request.format().isEmpty() || most == AnswerForm.JSON_SCHEMA) {
      return "";
    }
    if (schema().isPresent()) {
      losses.degraded(Part.FORMAT_SCHEMA, "is told in words: this upstream holds to no schema");
      return "Answer with one JSON object and nothing else. It must obey this JSON Schema: "
          + schema().get();
    }
    if (most == AnswerForm.JSON_OBJECT) {
      return "";
    }
    losses.degraded(Part.FORMAT_JSON, "is told in words: this upstream knows no such format");
    return "Answer with one JSON object and nothing else.";
  }

  private void format() {
    if (request.format().isEmpty() || options.answerFormat() == AnswerForm.NONE) {
      return;
    }
    boolean whole = options.answerFormat() == AnswerForm.JSON_SCHEMA;
    switch (request.format().get()) {
      case AnswerFormat.JsonSchema schema when whole -> schema(schema);
      case AnswerFormat.JsonSchema _, AnswerFormat.JsonObject _ ->
          body.putObject("response_format").put("type", "json_object");
    }
  }

  private void schema(AnswerFormat.JsonSchema asked) {
    ObjectNode clean = ToolSchema.clean(asked.schema(), options.schemas());
    boolean wanted = options.is(ChannelOption.STRICT_SCHEMAS) && asked.strict().orElse(true);
    Optional<ObjectNode> strict =
        wanted ? OpenAiStrictSchema.allowingNull(clean) : Optional.empty();
    if (wanted && strict.isEmpty()) {
      losses.degraded(
          Part.FORMAT_SCHEMA, "is not held to strictly: it uses what strict mode lacks");
    }
    ObjectNode format = body.putObject("response_format").put("type", "json_schema");
    ObjectNode schema =
        format.putObject("json_schema").put("name", asked.name().orElse("response"));
    schema.set("schema", strict.orElse(clean));
    if (options.is(ChannelOption.STRICT_SCHEMAS)) {
      schema.put("strict", strict.isPresent());
    }
  }

  private void telling() {
    request
        .user()
        .ifPresent(user -> {
          switch (options.user()) {
            case NONE -> {}
            case USER -> body.put("user", Digest.hex(user));
            case SAFETY_IDENTIFIER -> body.put("safety_identifier", Digest.hex(user));
          }
        });
    if (options.is(ChannelOption.CACHE_KEY)) {
      request.conversation().ifPresent(name -> body.put("prompt_cache_key", Digest.hex(name)));
    }
    if (options.is(ChannelOption.SERVICE_TIER)) {
      request
          .serviceTier()
          .ifPresent(
              tier -> body.put("service_tier", tier.equals("standard_only") ? "default" : tier));
    }
    if (request.fast()) {
      losses.degraded(Part.SPEED, "is left out: what it would cost here is another matter");
    }
  }
}
