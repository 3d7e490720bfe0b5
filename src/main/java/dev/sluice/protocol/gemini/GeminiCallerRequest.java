package dev.sluice.protocol.gemini;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.CallerRequest;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.convert.Telling;
import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import java.util.function.Function;

/**
 * A request, understood.
 *
 * @param thoughts whether thoughts are to be shown
 * @param array whether a stream is one JSON array
 */
record GeminiCallerRequest(MessageRequest message, boolean thoughts, boolean array)
    implements CallerRequest {

  @Override
  public StreamEncoder stream(Telling telling) {
    Framing framing = array ? new Framing.Elements() : new Framing.Events();
    return new GeminiStreamEncoder(telling, framing, thoughts);
  }

  @Override
  public Function<Message, byte[]> whole(Telling telling) {
    var answer = new WholeAnswer(telling, thoughts);
    return told -> Json.bytes(answer.of(told));
  }
}
