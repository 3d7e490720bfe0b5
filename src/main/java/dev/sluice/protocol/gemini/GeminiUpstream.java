package dev.sluice.protocol.gemini;

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
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** The upstream's side. */
public enum GeminiUpstream implements UpstreamSide {
  INSTANCE;

  private static final Map<String, String> HEADERS = Map.of("content-type", "application/json");

  @Override
  public UpstreamRequest write(MessageRequest request, Target target, Losses losses)
      throws Inexpressible {
    return new Written(request, target, new GeminiRequestWriter(request, target, losses));
  }

  @Override
  public Optional<CountRequest> count(MessageRequest request, Target target) throws Inexpressible {
    ObjectNode body = new GeminiRequestWriter(request, target, new Losses()).body();
    var question = Json.object();
    question.putObject("generateContentRequest").put("model", resource(target)).setAll(body);
    return Optional.of(new Counted(target, question));
  }

  @Override
  public Map<Part, Treatment> treatments() {
    return GeminiTreatments.UPSTREAM;
  }

  private static String resource(Target target) {
    return target.model().contains("/") ? target.model() : "models/" + target.model();
  }

  private static String path(Target target) {
    return URLEncoder.encode(resource(target), StandardCharsets.UTF_8)
        .replace("%2F", "/")
        .replace("+", "%20");
  }

  private static final class Written implements UpstreamRequest {

    private final MessageRequest request;
    private final Target target;
    private final ToolNames names;
    private final byte[] body;

    private Written(MessageRequest request, Target target, GeminiRequestWriter writer)
        throws Inexpressible {
      this.request = request;
      this.target = target;
      this.names = writer.names();
      this.body = Json.bytes(writer.body());
    }

    @Override
    public String path() {
      return "/" + GeminiUpstream.path(target) + ":streamGenerateContent?alt=sse";
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    @Override
    public Map<String, String> headers() {
      return HEADERS;
    }

    @Override
    public MessageDecoder decoder(Consumer<StreamEvent> sink) {
      var flow = new MessageFlow(sink);
      var carrier = new ThoughtCarrier(flow, target.channel());
      return new GeminiDecoder(flow, new GeminiParts(flow, carrier, new CallIds(request), names));
    }
  }

  private static final class Counted implements CountRequest {

    private final Target target;
    private final byte[] body;

    private Counted(Target target, ObjectNode question) {
      this.target = target;
      this.body = Json.bytes(question);
    }

    @Override
    public String path() {
      return "/" + GeminiUpstream.path(target) + ":countTokens";
    }

    @Override
    public byte[] body() {
      return body.clone();
    }

    @Override
    public Map<String, String> headers() {
      return HEADERS;
    }

    @Override
    public OptionalLong tokens(JsonNode answer) {
      JsonNode total = answer.path("totalTokens");
      return total.canConvertToLong() && total.isIntegralNumber()
          ? OptionalLong.of(total.longValue())
          : OptionalLong.empty();
    }
  }
}
