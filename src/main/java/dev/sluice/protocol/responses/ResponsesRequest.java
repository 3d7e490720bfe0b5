package dev.sluice.protocol.responses;

import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A request for a response.
 *
 * @param stops texts at which the answer is to end; the upstream knows nothing of them
 */
record ResponsesRequest(byte[] body, CallNames names, String channel, List<String> stops)
    implements UpstreamRequest {

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
    return new ResponsesDecoder(names, channel, stops.isEmpty() ? sink : new StopScan(stops, sink));
  }
}
