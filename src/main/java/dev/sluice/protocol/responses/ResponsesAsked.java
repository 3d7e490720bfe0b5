package dev.sluice.protocol.responses;

import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import java.io.ByteArrayOutputStream;
import java.util.function.Function;

/**
 * A request for a response, understood.
 *
 * @param codex whether Codex asked
 */
record ResponsesAsked(MessageRequest message, CallerTools tools, ResponseEcho echo, boolean codex)
    implements CallerRequest {

  @Override
  public StreamEncoder stream(Telling telling) {
    return encoder(telling, codex);
  }

  /** The answer that a stream of it would have ended with. */
  @Override
  public Function<Message, byte[]> whole(Telling telling) {
    var encoder = encoder(telling, false);
    return answer -> whole(answer, encoder);
  }

  private static byte[] whole(Message answer, ResponsesEncoder encoder) {
    var frames = new ByteArrayOutputStream();
    Fold.replay(
        answer,
        event -> {
          encoder.encode(event, frames);
          frames.reset();
        });
    return encoder.response();
  }

  private ResponsesEncoder encoder(Telling telling, boolean forCodex) {
    return new ResponsesEncoder(new ResponseObject(telling, echo, forCodex), tools, forCodex);
  }
}
