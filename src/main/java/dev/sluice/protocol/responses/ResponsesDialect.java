package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.AnswerTap;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.ErrorAnswer;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.ModelEntry;
import dev.sluice.protocol.ModelList;
import dev.sluice.protocol.Sse;
import dev.sluice.protocol.StreamTap;
import dev.sluice.protocol.chat.ChatDialect;
import java.io.ByteArrayOutputStream;

/** OpenAI Responses. Outside of streams its errors and models are those of Chat Completions. */
public enum ResponsesDialect implements Dialect {
  INSTANCE;

  /** In the middle of a stream the next number is not known here; the greatest keeps the order. */
  private static final int LAST = Integer.MAX_VALUE;

  @Override
  public StreamTap streamTap() {
    return new StreamTap(new ResponsesEvents());
  }

  @Override
  public AnswerTap answerTap() {
    return new AnswerTap(new ResponsesAnswer());
  }

  @Override
  public ErrorAnswer error(Fault fault, String requestId) {
    return ChatDialect.INSTANCE.error(fault, requestId);
  }

  @Override
  public byte[] streamError(Fault fault, String requestId) {
    return failed(fault, requestId, LAST);
  }

  /** Clients take a failure to heart only from a response that they have seen begin. */
  @Override
  public byte[] streamErrorBeforeStart(Fault fault, String requestId) {
    var response = response(requestId, "in_progress").putNull("error");
    var frames = new ByteArrayOutputStream();
    frames.writeBytes(frame("response.created", 0, response));
    frames.writeBytes(failed(fault, requestId, 1));
    return frames.toByteArray();
  }

  @Override
  public byte[] ping() {
    return waiting();
  }

  @Override
  public byte[] models(ModelList told) {
    var list = ChatDialect.list(told);
    // Codex looks for a catalogue of its own; an empty one lets it keep that which it ships with.
    list.putArray("models");
    return Json.bytes(list);
  }

  @Override
  public byte[] model(ModelEntry model) {
    return ChatDialect.INSTANCE.model(model);
  }

  private static byte[] failed(Fault fault, String requestId, int number) {
    var response = response(requestId, "failed");
    response
        .putObject("error")
        .put("code", ResponseError.code(fault.kind()))
        .put("message", fault.message());
    return frame("response.failed", number, response);
  }

  private static byte[] frame(String type, int number, ObjectNode response) {
    var event = Json.object().put("type", type).put("sequence_number", number);
    event.set("response", response);
    return Sse.event(type, event);
  }

  private static ObjectNode response(String requestId, String status) {
    var response =
        Json.object()
            .put("id", "resp_" + requestId)
            .put("object", "response")
            .put("created_at", 0)
            .put("status", status)
            .put("model", "");
    response.putArray("output");
    return response.putNull("incomplete_details").putNull("usage");
  }
}
