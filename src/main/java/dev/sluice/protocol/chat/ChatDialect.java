package dev.sluice.protocol.chat;

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

/** OpenAI Chat Completions. */
public enum ChatDialect implements Dialect {
  INSTANCE;

  private static final String OWNER = "sluice";

  @Override
  public StreamTap streamTap() {
    return new StreamTap(new ChatEvents());
  }

  @Override
  public AnswerTap answerTap() {
    return new AnswerTap(new ChatAnswer());
  }

  @Override
  public ErrorAnswer error(Fault fault, String requestId) {
    return new ErrorAnswer(fault.kind().status(), Json.bytes(OpenAiErrors.envelope(fault)));
  }

  @Override
  public byte[] streamError(Fault fault, String requestId) {
    return Sse.data(OpenAiErrors.envelope(fault));
  }

  @Override
  public byte[] streamErrorBeforeStart(Fault fault, String requestId) {
    return streamError(fault, requestId);
  }

  @Override
  public byte[] ping() {
    return waiting();
  }

  @Override
  public byte[] models(ModelList told) {
    return Json.bytes(list(told));
  }

  /** A page of OpenAI's is always the only one. */
  public static ObjectNode list(ModelList told) {
    var list = Json.object().put("object", "list");
    var data = list.putArray("data");
    told.models().forEach(model -> data.add(entry(model)));
    return list;
  }

  @Override
  public byte[] model(ModelEntry model) {
    return Json.bytes(entry(model));
  }

  private static ObjectNode entry(ModelEntry model) {
    return Json.object()
        .put("id", model.id())
        .put("object", "model")
        .put("created", model.createdEpochSecond())
        .put("owned_by", OWNER);
  }
}
