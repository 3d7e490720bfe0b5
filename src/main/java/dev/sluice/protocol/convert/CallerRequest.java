package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.Message;
import dev.sluice.protocol.message.MessageRequest;

/** A caller's request, understood: what is asked, and how its answer is to be told. */
public interface CallerRequest {

  MessageRequest message();

  /** An encoder for one streamed answer. */
  StreamEncoder stream(Telling telling);

  /** A whole answer. */
  byte[] whole(Message message, Telling telling);
}
