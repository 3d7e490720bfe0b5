package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.UpstreamFaults;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads an answer. It has no last event: it is whole when a reason for its end was told and the
 * upstream has closed. Made per answer, not thread-safe.
 */
final class GeminiDecoder implements MessageDecoder {

  private final MessageFlow flow;
  private final GeminiUsage usage = new GeminiUsage();
  private final GeminiParts parts;
  private String id = "";
  private String model = "";
  private String finish = "";
  private String explanation = "";
  private String block = "";
  private JsonNode grounding = MissingNode.getInstance();

  GeminiDecoder(MessageFlow flow, GeminiParts parts) {
    this.flow = flow;
    this.parts = parts;
  }

  @Override
  public void event(SseEvent event) {
    try (JsonParser json = Json.parser(event)) {
      GeminiChunk chunk = GeminiChunk.read(json, usage);
      if (chunk.error()) {
        Json.tree(event).ifPresent(this::failed);
      } else {
        take(chunk);
      }
    } catch (IOException e) {
      malformed();
    }
  }

  @Override
  public void whole(byte[] answer) {
    try (JsonParser json = Json.parser(answer)) {
      GeminiChunk chunk = GeminiChunk.read(json, usage);
      if (chunk.error()) {
        Json.tree(answer).ifPresent(this::failed);
      } else {
        take(chunk);
      }
    } catch (IOException e) {
      malformed();
    }
  }

  private void failed(JsonNode error) {
    flow.fail(UpstreamFaults.of(0, Json.bytes(error)));
  }

  private void malformed() {
    fail("sent an event that is not one JSON object");
  }

  private void fail(String what) {
    flow.fail(new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream " + what));
  }

  private void take(GeminiChunk chunk) {
    id = id.isEmpty() ? chunk.id() : id;
    model = model.isEmpty() ? chunk.model() : model;
    flow.start(id, model, usage.spent());
    chunk.parts().forEach(part -> parts.take(part, id));
    if (finish.isEmpty() && !chunk.finish().isEmpty()) {
      finish = chunk.finish();
      explanation = chunk.finishMessage();
    }
    block = block.isEmpty() ? chunk.block() : block;
    grounding = chunk.grounding().isMissingNode() ? grounding : chunk.grounding();
  }

  @Override
  public void finish() {
    if (flow.over()) {
      return;
    }
    if (!block.isEmpty()) {
      refused(block);
    } else if (finish.isEmpty()) {
      fail(
          flow.content()
              ? "ended in the middle of its answer, without a finishReason"
              : "sent an empty answer");
    } else if (FinishReason.broken(finish) && !parts.said()) {
      fail("ended without an answer: " + finish);
    } else {
      ended();
    }
  }

  private void ended() {
    parts.end();
    StopReason reason = FinishReason.of(finish);
    if (reason == StopReason.REFUSAL) {
      refused(explanation.isEmpty() ? finish : explanation);
      return;
    }
    var found = new Grounding(grounding);
    found.tell(flow, id);
    Spent spent = usage.spent();
    flow.finish(
        reason,
        new Spent(
            spent.input(),
            spent.cacheRead(),
            spent.cacheWrite(),
            spent.output(),
            spent.thinking(),
            found.searches(),
            spent.known()));
  }

  private void refused(String why) {
    var details = Json.object().put("type", "refusal").putNull("category").put("explanation", why);
    flow.finish(
        new StreamEvent.Stopped(
            StopReason.REFUSAL, Optional.empty(), Optional.of(details), usage.spent()));
  }
}
