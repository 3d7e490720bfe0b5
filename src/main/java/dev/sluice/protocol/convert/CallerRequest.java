package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;
import java.util.function.Function;

/** A caller's request, understood: what is asked, and how its answer is to be told. */
public interface CallerRequest {

  MessageRequest message();

  /** An encoder for one streamed answer. */
  StreamEncoder stream(Telling telling);

  /** Writes a whole answer. Like the encoder it holds no more of the request than it must. */
  Function<Message, byte[]> whole(Telling telling);
}
