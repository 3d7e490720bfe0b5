package dev.sluice.proxy;

import dev.sluice.protocol.ErrorAnswer;
import dev.sluice.upstream.AnswerHeaders;
import dev.sluice.upstream.Order;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.BooleanSupplier;

/** The head of one answer to a caller. */
final class AnswerHead {

  /* Names whose hash is known and whose letters need no check. */
  private static final CharSequence CHANNEL = HttpHeaders.createOptimized("x-sluice-channel");
  private static final CharSequence ATTEMPTS = HttpHeaders.createOptimized("x-sluice-attempts");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-sluice-request-id");

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final String requestId;
  private final BooleanSupplier stopping;

  AnswerHead(HttpServerRequest request, String requestId, BooleanSupplier stopping) {
    this.request = request;
    this.response = request.response();
    this.requestId = requestId;
    this.stopping = stopping;
  }

  /** The upstream's, of an answer that may go on for long. */
  void ofUpstream(UpstreamAnswer held, Order.Shape shape) {
    AnswerHeaders.copy(held.headers(), response.headers());
    String length = held.headers().get(HttpHeaders.CONTENT_LENGTH);
    if (shape == Order.Shape.STREAM) {
      response.putHeader("x-accel-buffering", "no").setChunked(true);
    } else if (length == null) {
      response.setChunked(true);
    } else {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, length);
    }
    begin(held.status());
  }

  /** The upstream's, of an answer that is here whole. */
  void ofWhole(UpstreamAnswer answer) {
    AnswerHeaders.copy(answer.headers(), response.headers());
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    begin(answer.status());
  }

  /** Our own, of a stream whose upstream is not known yet. */
  void ofStream() {
    response
        .putHeader("content-type", "text/event-stream; charset=utf-8")
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    begin(200);
  }

  /**
   * Our own, of a stream that was made of one in another protocol.
   *
   * @param warnings of what was lost; empty when nothing was
   */
  void ofConverted(String contentType, String warnings) {
    warn(warnings);
    response
        .putHeader("content-type", contentType)
        .putHeader("cache-control", "no-cache")
        .putHeader("x-accel-buffering", "no")
        .setChunked(true);
    begin(200);
  }

  /** Our own, of an answer that is here whole. */
  void ofJson(String warnings, int length) {
    warn(warnings);
    response
        .putHeader("content-type", "application/json")
        .putHeader("request-id", requestId)
        .putHeader("content-length", Integer.toString(length));
    begin(200);
  }

  void warn(String warnings) {
    if (!warnings.isEmpty()) {
      response.putHeader("x-sluice-warning", warnings);
    }
  }

  /** What an upstream said, where it cannot stand as it came. */
  void quotes(String line) {
    if (!line.isEmpty()) {
      response.putHeader("x-sluice-upstream-error", line);
    }
  }

  /** The number of tokens is the gateway's own guess. */
  void estimated() {
    response.putHeader("x-sluice-token-count", "estimate");
  }

  void ofError(ErrorAnswer error) {
    response
        .putHeader("content-type", "application/json")
        .putHeader("request-id", requestId)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(error.body().length));
    begin(error.status());
  }

  void from(String channelId, int attempts) {
    response.putHeader(CHANNEL, channelId);
    attempts(attempts);
  }

  void attempts(int attempts) {
    response.putHeader(ATTEMPTS, Integer.toString(attempts));
  }

  /** Whether and when to ask again. */
  void advise(FinalAnswer.Advice advice) {
    response.putHeader("x-should-retry", Boolean.toString(advice.retry()));
    response.headers().remove("retry-after").remove("retry-after-ms");
    if (advice.seconds() > 0) {
      response.putHeader("retry-after", Long.toString(advice.seconds()));
    }
  }

  /** Asks the caller for another connection next time; HTTP/2 has frames for that. */
  static void close(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader("connection", "close");
    }
  }

  private void begin(int status) {
    if (!request.isEnded() || stopping.getAsBoolean()) {
      close(request);
    }
    response.putHeader(REQUEST_ID, requestId).setStatusCode(status);
  }
}
