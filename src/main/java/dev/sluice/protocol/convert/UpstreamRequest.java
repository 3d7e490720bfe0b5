package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;

/** A request as an upstream is sent it. May be sent more than once. */
public interface UpstreamRequest {

  /** The path below the channel's base, and the query, such as {@code /chat/completions}. */
  String path();

  byte[] body();

  /** Headers of the protocol, by their lower-case names; credentials are none of them. */
  Map<String, String> headers();

  /** A decoder for the answer to it. */
  MessageDecoder decoder(Consumer<StreamEvent> sink);
}
