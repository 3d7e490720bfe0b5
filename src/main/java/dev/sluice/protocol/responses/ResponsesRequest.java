package dev.sluice.protocol.responses;

import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.StopScan;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A request for a response. */
final class ResponsesRequest implements UpstreamRequest {

  private final byte[] body;
  private final CallNames names;
  private final String channel;
  private final List<String> stops;

  /**
   * @param stops texts at which the answer is to end; the upstream knows nothing of them
   */
  ResponsesRequest(byte[] body, CallNames names, String channel, List<String> stops) {
    this.body = body;
    this.names = names;
    this.channel = channel;
    this.stops = stops;
  }

  @Override
  public byte[] body() {
    return body;
  }

  @Override
  public String path() {
    return "/responses";
  }

  @Override
  public Map<String, String> headers() {
    return Map.of("content-type", "application/json", "accept", "text/event-stream");
  }

  @Override
  public MessageDecoder decoder(Consumer<StreamEvent> sink) {
    return new ResponsesDecoder(names, channel, StopScan.before(sink, stops));
  }
}
