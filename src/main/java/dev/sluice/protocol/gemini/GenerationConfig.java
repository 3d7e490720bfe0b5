package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Sampling;
import java.util.List;

/** {@code generationConfig}: how long, how random, in what form. */
final class GenerationConfig {

  private static final int MOST_STOPS = 5;

  private final Writing writing;
  private final ObjectNode config = Json.object();

  GenerationConfig(Writing writing) {
    this.writing = writing;
  }

  /**
   * @param formatted whether the form of the answer is asked for here, and not in words
   */
  ObjectNode of(MessageRequest request, boolean formatted) {
    request.maxTokens().ifPresent(tokens -> config.put("maxOutputTokens", tokens));
    sampling(request.sampling());
    if (formatted) {
      request.format().ifPresent(this::format);
    }
    GeminiThinking.config(request.reasoning(), writing.family(), writing.losses())
        .ifPresent(thinking -> config.set("thinkingConfig", thinking));
    return config;
  }

  private void sampling(Sampling sampling) {
    sampling.temperature().ifPresent(value -> config.put("temperature", value));
    sampling.topP().ifPresent(value -> config.put("topP", value));
    sampling.topK().ifPresent(value -> config.put("topK", value));
    List<String> stops = sampling.stopSequences();
    if (stops.size() > MOST_STOPS) {
      writing.losses().degraded(Part.STOP_SEQUENCES, "are cut to the first " + MOST_STOPS);
    }
    if (!stops.isEmpty()) {
      var kept = config.putArray("stopSequences");
      stops.stream().limit(MOST_STOPS).forEach(kept::add);
    }
  }

  private void format(AnswerFormat format) {
    config.put("responseMimeType", "application/json");
    switch (format) {
      case AnswerFormat.JsonObject() -> {}
      case AnswerFormat.JsonSchema(var _, var schema, var _) -> {
        if (writing.family().thinks()) {
          config.set("responseJsonSchema", GeminiSchema.of(schema, SchemaDialect.JSON_SCHEMA));
        } else {
          config.set("responseSchema", GeminiSchema.of(schema, SchemaDialect.OPEN_API));
        }
      }
    }
  }
}
