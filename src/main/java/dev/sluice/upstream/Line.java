package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The connection's side of an attempt: the request that was opened and the answer's head. */
final class Line {

  private static final long CANCEL = 8;

  private @Nullable HttpClientRequest request;
  private @Nullable HttpClientResponse response;

  void opened(HttpClientRequest opened) {
    request = opened;
  }

  void answered(HttpClientResponse head) {
    response = head;
  }

  boolean isAnswered() {
    return response != null;
  }

  HttpClientRequest request() {
    return Objects.requireNonNull(request, "not opened yet");
  }

  HttpClientResponse response() {
    return Objects.requireNonNull(response, "no head yet");
  }

  void pause() {
    if (response != null) {
      response.pause();
    }
  }

  void resume() {
    if (response != null) {
      response.resume();
    }
  }

  /** Harmless once the answer has come whole: the connection is back in its pool by then. */
  void reset() {
    if (request != null && (response == null || !response.end().isComplete())) {
      request.reset(CANCEL);
    }
  }

  /**
   * Whether this tells of a kept connection and not of the request: it was closed without a byte of
   * an answer. Over HTTP/2, where others shared it, only the upstream's word that it did not look
   * at the request will do.
   */
  boolean wentStale(Throwable cause) {
    return request().version() == HttpVersion.HTTP_2
        ? lost(cause) instanceof Verdict.NotSent
        : TransportEnd.closed(cause);
  }

  /** What it means that the connection failed after the request went out. */
  Verdict lost(Throwable cause) {
    return request == null || request.version() != HttpVersion.HTTP_2
        ? Classifier.transport(cause, true)
        : Classifier.transport(cause, true, request.streamId());
  }
}
