package dev.sluice.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A loopback port whose bytes travel to a proxy over verified TLS, because Vert.x itself speaks to
 * proxies in the clear only. The login is the request's, so the port opens nothing to others that
 * the proxy does not.
 */
final class TlsRelay {

  static final String LOOPBACK = "127.0.0.1";

  private final Supplier<Future<NetSocket>> dial;
  private final NetServer server;
  private Optional<Throwable> trouble = Optional.empty();

  private TlsRelay(Vertx vertx, Supplier<Future<NetSocket>> dial) {
    this.dial = dial;
    this.server = vertx.createNetServer().connectHandler(this::accept);
  }

  /**
   * @param dial a new connection to the proxy
   */
  static Future<TlsRelay> open(Vertx vertx, Supplier<Future<NetSocket>> dial) {
    var relay = new TlsRelay(vertx, dial);
    return relay.server.listen(SocketAddress.inetSocketAddress(0, LOOPBACK)).map(relay);
  }

  int port() {
    return server.actualPort();
  }

  /** Why the proxy could not be reached the last time, if so. */
  Optional<Throwable> trouble() {
    return trouble;
  }

  Future<Void> close() {
    return server.close();
  }

  private void accept(NetSocket near) {
    Promise<Void> gone = Promise.promise();
    near.pause().closeHandler(_ -> gone.tryComplete());
    dial.get()
        .onComplete(
            far -> {
              trouble = Optional.empty();
              join(near, far);
              gone.future().onComplete(_ -> far.close());
            },
            cause -> {
              trouble = Optional.of(cause);
              near.close();
            });
  }

  /** The end of either side ends the other; what runs inside has its own end marks. */
  private static void join(NetSocket near, NetSocket far) {
    far.pause();
    near.pipeTo(far);
    far.pipeTo(near);
  }
}
