package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** {@code generationConfig}. */
final class SettingsReader {

  private static final double HOTTEST = 2;

  private final Fields config;
  private final RequestDraft draft;
  private final Losses losses;

  SettingsReader(Fields config, RequestDraft draft, Losses losses) {
    this.config = config;
    this.draft = draft;
    this.losses = losses;
  }

  /** Whether thoughts are to be shown. */
  boolean read() throws MalformedRequest, Inexpressible {
    refuse();
    OptionalLong tokens = config.whole("maxOutputTokens");
    if (tokens.isPresent()) {
      if (tokens.getAsLong() < 1) {
        throw config.malformed("maxOutputTokens", "is less than 1", "send 1 or more");
      }
      draft.maxTokens(tokens.getAsLong());
    }
    draft.sampling(sampling());
    format();
    Optional<Fields> thinking = config.object("thinkingConfig");
    boolean shown = thinking.isPresent() && new ThinkingReader(thinking.get(), losses).read(draft);
    config.warn(losses);
    return shown;
  }

  private void refuse() throws MalformedRequest, Inexpressible {
    if (config.whole("candidateCount").orElse(1) > 1) {
      throw new Inexpressible(
          "generationConfig.candidateCount", "above 1 is not known to others; send 1");
    }
    for (JsonNode modality : config.array("responseModalities").orElseGet(Json::array)) {
      if (!modality.asText().equalsIgnoreCase("TEXT")) {
        throw new Inexpressible(
            "generationConfig.responseModalities",
            "asks for " + modality.asText() + ", which others do not make; send [\"TEXT\"]");
      }
    }
  }

  private Sampling sampling() throws MalformedRequest {
    OptionalDouble temperature = config.number("temperature");
    if (temperature.orElse(0) < 0 || temperature.orElse(0) > HOTTEST) {
      throw config.malformed("temperature", "is not between 0 and 2", "send 0 to 2");
    }
    OptionalDouble topP = config.number("topP");
    if (topP.orElse(1) < 0 || topP.orElse(1) > 1) {
      throw config.malformed("topP", "is not between 0 and 1", "send 0 to 1");
    }
    OptionalLong topK = config.whole("topK");
    if (topK.orElse(1) < 0) {
      throw config.malformed("topK", "is less than 0", "send 1 or more");
    }
    return new Sampling(temperature, topP, topK, stops());
  }

  private List<String> stops() throws MalformedRequest {
    var stops = new ArrayList<String>();
    ArrayNode all = config.array("stopSequences").orElseGet(Json::array);
    for (JsonNode stop : all) {
      if (!stop.isTextual()) {
        throw config.malformed("stopSequences", "has what is no string", "send strings");
      }
      if (!stop.textValue().isEmpty()) {
        stops.add(stop.textValue());
      }
    }
    return stops;
  }

  private void format() throws MalformedRequest {
    String type = config.text("responseMimeType").orElse("");
    Optional<Fields> own = config.object("responseSchema");
    Optional<Fields> standard = config.object("responseJsonSchema");
    Optional<ObjectNode> schema =
        standard.map(Fields::json).or(() -> own.map(Fields::json).map(SchemaReader::jsonSchema));
    if (schema.isPresent() && !type.equals("text/x.enum")) {
      draft.format(new AnswerFormat.JsonSchema(Optional.empty(), schema.get(), Optional.empty()));
    } else if (type.equals("application/json")) {
      draft.format(new AnswerFormat.JsonObject());
    } else if (!type.isEmpty() && !type.equals("text/plain")) {
      losses.degraded("generationConfig.responseMimeType", "is left out: " + type);
    }
  }
}
