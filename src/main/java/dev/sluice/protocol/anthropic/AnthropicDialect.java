package dev.sluice.protocol.anthropic;

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
import java.time.Instant;
import java.util.List;

/** Anthropic Messages. */
public enum AnthropicDialect implements Dialect {
  INSTANCE;

  private static final int OVERLOADED = 529;
  private static final String MAKE_ROOM = "capability_rejected: prompt_too_long";

  @Override
  public StreamTap streamTap() {
    return new StreamTap(new AnthropicEvents());
  }

  @Override
  public AnswerTap answerTap() {
    return new AnswerTap(new AnthropicAnswer());
  }

  @Override
  public ErrorAnswer error(Fault fault, String requestId) {
    return new ErrorAnswer(status(fault.kind()), Json.bytes(envelope(fault, requestId)));
  }

  @Override
  public byte[] streamError(Fault fault, String requestId) {
    return Sse.event("error", envelope(fault, requestId));
  }

  @Override
  public byte[] streamErrorBeforeStart(Fault fault, String requestId) {
    return streamError(fault, requestId);
  }

  @Override
  public byte[] ping() {
    return Sse.event("ping", Json.object().put("type", "ping"));
  }

  @Override
  public byte[] models(ModelList told) {
    List<ModelEntry> models = told.models();
    var list = Json.object();
    var data = list.putArray("data");
    models.forEach(model -> data.add(entry(model)));
    list.put("has_more", told.more());
    list.put("first_id", models.isEmpty() ? null : models.getFirst().id());
    list.put("last_id", models.isEmpty() ? null : models.getLast().id());
    return Json.bytes(list);
  }

  @Override
  public byte[] model(ModelEntry model) {
    return Json.bytes(entry(model));
  }

  private static ObjectNode entry(ModelEntry model) {
    return Json.object()
        .put("type", "model")
        .put("id", model.id())
        .put("display_name", model.displayName())
        .put("created_at", Instant.ofEpochSecond(model.createdEpochSecond()).toString());
  }

  private static ObjectNode envelope(Fault fault, String requestId) {
    var envelope = Json.object().put("type", "error");
    envelope.putObject("error").put("type", type(fault.kind())).put("message", message(fault));
    return envelope.put("request_id", requestId);
  }

  /* The words by which Claude Code knows that it has to make room, and for how much. */
  private static String message(Fault fault) {
    if (fault.kind() != Fault.Kind.CONTEXT_TOO_LONG) {
      return fault.message();
    }
    return fault
        .overflow()
        .map(over ->
            "prompt is too long: %d tokens > %d maximum (%s)"
                .formatted(over.tokens(), over.maximum(), MAKE_ROOM))
        .orElseGet(() -> "prompt is too long: " + fault.message() + " (" + MAKE_ROOM + ")");
  }

  private static int status(Fault.Kind kind) {
    return switch (kind) {
      case OVERLOADED -> OVERLOADED;
      case UPSTREAM_FAILED -> 500;
      default -> kind.status();
    };
  }

  private static String type(Fault.Kind kind) {
    return switch (kind) {
      case INVALID_REQUEST,
          CONTEXT_TOO_LONG,
          CONTENT_REFUSED,
          METHOD_NOT_ALLOWED,
          REQUEST_TIMEOUT,
          URL_TOO_LONG,
          UNSUPPORTED_ENCODING,
          HEADERS_TOO_LARGE ->
          "invalid_request_error";
      case UNAUTHENTICATED -> "authentication_error";
      case FORBIDDEN -> "permission_error";
      case PATH_UNKNOWN, MODEL_UNKNOWN -> "not_found_error";
      case TOO_LARGE -> "request_too_large";
      case RATE_LIMITED -> "rate_limit_error";
      case QUOTA_EXHAUSTED -> "billing_error";
      case OVERLOADED -> "overloaded_error";
      case TIMEOUT -> "timeout_error";
      case CHANNEL_KEY_REJECTED, UPSTREAM_FAILED, INTERNAL -> "api_error";
    };
  }
}
