package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.convert.UpstreamSide;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolNames;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Upstreams that speak Anthropic Messages, asked for callers who do not. */
public enum AnthropicUpstream implements UpstreamSide {
  INSTANCE;

  private static final Map<String, String> HEADERS = Map.of("anthropic-version", "2023-06-01");

  /** Members that a question for the number of tokens must not have. */
  private static final Set<String> NOT_COUNTED =
      Set.of(
          "max_tokens",
          "stream",
          "metadata",
          "service_tier",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences");

  @Override
  public UpstreamRequest write(MessageRequest request, Target target, Losses losses)
      throws Inexpressible {
    var writer = new RequestWriter(request, target, losses);
    return new Written(Json.bytes(writer.write()), writer.names());
  }

  @Override
  public Optional<CountRequest> count(MessageRequest request, Target target) throws Inexpressible {
    ObjectNode body = new RequestWriter(request, target, new Losses()).write();
    body.remove(NOT_COUNTED);
    return Optional.of(new Counting(Json.bytes(body)));
  }

  @Override
  public Map<Part, Treatment> treatments() {
    return AnthropicTreatments.ALL;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Written(byte[] body, ToolNames names) implements UpstreamRequest {

    @Override
    public String path() {
      return "/messages";
    }

    @Override
    public Map<String, String> headers() {
      return HEADERS;
    }

    @Override
    public MessageDecoder decoder(Consumer<StreamEvent> sink) {
      return new AnthropicDecoder(names, sink);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Counting(byte[] body) implements CountRequest {

    @Override
    public String path() {
      return "/messages/count_tokens";
    }

    @Override
    public Map<String, String> headers() {
      return HEADERS;
    }

    @Override
    public OptionalLong tokens(JsonNode answer) {
      JsonNode tokens = answer.path("input_tokens");
      return tokens.canConvertToLong() ? OptionalLong.of(tokens.longValue()) : OptionalLong.empty();
    }
  }
}
