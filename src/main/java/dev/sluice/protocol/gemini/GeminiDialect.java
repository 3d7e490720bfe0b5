package dev.sluice.protocol.gemini;

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
import java.util.List;

/** Gemini generateContent. */
public enum GeminiDialect implements Dialect {
  INSTANCE;

  private static final List<String> METHODS =
      List.of("generateContent", "streamGenerateContent", "countTokens");

  @Override
  public StreamTap streamTap() {
    return new StreamTap(new GeminiEvents());
  }

  @Override
  public AnswerTap answerTap() {
    return new AnswerTap(new GeminiAnswer());
  }

  @Override
  public ErrorAnswer error(Fault fault, String requestId) {
    return new ErrorAnswer(code(fault.kind()), Json.bytes(envelope(fault)));
  }

  @Override
  public byte[] streamError(Fault fault, String requestId) {
    return Sse.data(envelope(fault));
  }

  @Override
  public byte[] streamErrorBeforeStart(Fault fault, String requestId) {
    return streamError(fault, requestId);
  }

  /* Google's own clients break off a stream that has a comment in it. */
  @Override
  public byte[] waiting() {
    return Sse.blank();
  }

  @Override
  public byte[] ping() {
    return waiting();
  }

  @Override
  public byte[] models(ModelList told) {
    var list = Json.object();
    var entries = list.putArray("models");
    told.models().forEach(model -> entries.add(entry(model)));
    if (told.more()) {
      list.put("nextPageToken", told.models().getLast().id());
    }
    return Json.bytes(list);
  }

  @Override
  public byte[] model(ModelEntry model) {
    return Json.bytes(entry(model));
  }

  private static ObjectNode entry(ModelEntry model) {
    var entry =
        Json.object().put("name", "models/" + model.id()).put("displayName", model.displayName());
    var methods = entry.putArray("supportedGenerationMethods");
    METHODS.forEach(methods::add);
    return entry;
  }

  static ObjectNode envelope(Fault fault) {
    var envelope = Json.object();
    envelope
        .putObject("error")
        .put("code", code(fault.kind()))
        .put("message", message(fault))
        .put("status", status(fault.kind()));
    return envelope;
  }

  private static String message(Fault fault) {
    return fault
        .overflow()
        .map(over ->
            "The input token count (%d) exceeds the maximum number of tokens allowed (%d)."
                .formatted(over.tokens(), over.maximum()))
        .orElseGet(fault::message);
  }

  private static int code(Fault.Kind kind) {
    return kind == Fault.Kind.UPSTREAM_FAILED ? 500 : kind.status();
  }

  private static String status(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          TOO_LARGE,
          URL_TOO_LONG,
          UNSUPPORTED_ENCODING,
          HEADERS_TOO_LARGE ->
          "INVALID_ARGUMENT";
      case FORBIDDEN -> "PERMISSION_DENIED";
      case UNAUTHENTICATED -> "UNAUTHENTICATED";
      case PATH_UNKNOWN, MODEL_UNKNOWN -> "NOT_FOUND";
      case METHOD_NOT_ALLOWED -> "UNIMPLEMENTED";
      case RATE_LIMITED, QUOTA_EXHAUSTED -> "RESOURCE_EXHAUSTED";
      case CHANNEL_KEY_REJECTED, OVERLOADED -> "UNAVAILABLE";
      case REQUEST_TIMEOUT, TIMEOUT -> "DEADLINE_EXCEEDED";
      case INTERNAL, UPSTREAM_FAILED -> "INTERNAL";
    };
  }
}
