package dev.sluice.protocol.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Asked;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.convert.Treatment;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import java.util.List;
import java.util.function.Function;

/**
 * Callers of Anthropic Messages, whom the model is shaped after: it has a place for all they say.
 */
public enum AnthropicCaller implements CallerSide {
  INSTANCE;

  @Override
  public CallerRequest read(Asked asked, ObjectNode body, Losses losses)
      throws MalformedRequest, Inexpressible {
    return new Understood(new RequestReader(asked).read(body));
  }

  @Override
  public byte[] count(long tokens) {
    return Json.bytes(Json.object().put("input_tokens", tokens));
  }

  @Override
  public List<Treatment> treatments() {
    return RequestReader.MEMBERS.stream()
        .sorted()
        .map(member -> new Treatment(member, Treatment.Kind.CARRIED, ""))
        .toList();
  }

  private record Understood(MessageRequest message) implements CallerRequest {

    @Override
    public StreamEncoder stream(Telling telling) {
      return new AnthropicEncoder(telling);
    }

    @Override
    public Function<Message, byte[]> whole(Telling telling) {
      return answer -> MessageWriter.whole(answer, telling);
    }
  }
}
