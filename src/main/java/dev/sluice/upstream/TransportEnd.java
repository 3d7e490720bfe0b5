package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.net.Unreachable;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What it means that an attempt ended without an answer. */
final class TransportEnd {

  private static final int REFUSED_STREAM = 7;
  private static final int CAUSES = 8;

  private TransportEnd() {}

  /* TLS comes first: nothing was sent either, but no other try would fare better. */
  static Verdict verdict(Throwable cause, boolean sent, int streamId) {
    if (has(cause, SSLException.class) || has(cause, GeneralSecurityException.class)) {
      return new Verdict.ChannelFailed("TLS handshake failed");
    }
    if (cause instanceof Unreachable unreachable) {
      return unreachable(unreachable.kind());
    }
    if (!sent || neverProcessed(cause, streamId)) {
      return new Verdict.NotSent(reason(cause));
    }
    return new Verdict.ChannelFailed(reason(cause));
  }

  private static Verdict unreachable(Unreachable.Kind kind) {
    return switch (kind) {
      case TLS -> new Verdict.ChannelFailed("TLS handshake failed");
      case UNRESOLVED -> new Verdict.NotSent("name not resolved");
      case REFUSED -> new Verdict.NotSent("connection refused");
      case TIMEOUT -> new Verdict.NotSent("timed out");
      case FORBIDDEN_ADDRESS -> new Verdict.NotSent("forbidden address");
      case PROXY -> new Verdict.NotSent("outbound proxy failed");
      case POOL -> new Verdict.NotSent("no free connection");
    };
  }

  /* The upstream's promise not to have looked at the stream (RFC 9113, 6.8 and 8.7). */
  private static boolean neverProcessed(Throwable cause, int streamId) {
    return find(cause, StreamResetException.class)
            .filter(reset -> reset.getCode() == REFUSED_STREAM)
            .isPresent()
        || find(cause, HttpClosedException.class)
            .map(HttpClosedException::goAway)
            .filter(goAway -> goAway.getLastStreamId() < streamId)
            .isPresent();
  }

  /* Our own words: an exception's message may carry addresses, and logs and answers quote this. */
  private static String reason(Throwable cause) {
    if (has(cause, UnknownHostException.class)) {
      return "name not resolved";
    }
    if (has(cause, ConnectionPoolTooBusyException.class)) {
      return "no free connection";
    }
    if (has(cause, TimeoutException.class)
        || has(cause, io.netty.channel.ConnectTimeoutException.class)) {
      return "timed out";
    }
    if (has(cause, ConnectException.class)) {
      return "connection refused";
    }
    if (has(cause, StreamResetException.class)) {
      return "stream reset";
    }
    if (has(cause, HttpClosedException.class)) {
      return "connection closed";
    }
    return "connection failed (" + cause.getClass().getSimpleName() + ")";
  }

  /** Whether the other side closed or tore down the connection, no deadline having passed. */
  static boolean closed(Throwable cause) {
    boolean late =
        has(cause, TimeoutException.class)
            || has(cause, InterruptedIOException.class)
            || String.valueOf(cause.getMessage()).contains("timed out");
    return !late && (has(cause, HttpClosedException.class) || has(cause, IOException.class));
  }

  private static boolean has(Throwable cause, Class<? extends Throwable> type) {
    return find(cause, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable cause, Class<T> type) {
    return Stream.<Throwable>iterate(cause, link -> link != null, Throwable::getCause)
        .limit(CAUSES)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
