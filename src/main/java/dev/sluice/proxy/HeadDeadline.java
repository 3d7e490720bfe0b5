package dev.sluice.proxy;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends connections whose first request does not come, or comes too slowly. */
final class HeadDeadline {

  /** The longest time from a connection's begin to the end of its first head. */
  static final Duration DEFAULT = Duration.ofSeconds(30);

  private static final String IDLE = "idle";

  /*
   * The platform's idle time-out stands behind its parser and sees whole heads alone, so a head that
   * trickles does not put it off. It would also cut whoever waits for a slow answer, and is taken
   * out as soon as there is a request.
   */
  private HeadDeadline() {}

  static void set(HttpServerOptions options, Duration deadline) {
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout((int) deadline.toMillis());
  }

  /** In the clear a connection shows itself with its first head, over TLS before it. */
  static void begun(HttpConnection connection) {
    if (!connection.isSsl() || pipeline(connection).get(HttpRequestDecoder.class) == null) {
      kept(connection);
    }
  }

  /** A request has come, and the connection may be as silent as it likes. */
  static void kept(HttpConnection connection) {
    ChannelPipeline pipeline = pipeline(connection);
    if (pipeline.get(IDLE) != null) {
      pipeline.remove(IDLE);
    }
  }

  private static ChannelPipeline pipeline(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().pipeline();
  }
}
