package dev.sluice.net;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
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
  private final Queue<NetSocket> spares = new ArrayDeque<>();
  private int running;

  private TlsRelay(Vertx vertx, Supplier<Future<NetSocket>> dial) {
    this.dial = dial;
    this.server = vertx.createNetServer().connectHandler(this::accept);
  }

  /**
   * Listens on a port of its own.
   *
   * @param dial a new connection to the proxy
   */
  static Future<TlsRelay> open(Vertx vertx, Supplier<Future<NetSocket>> dial) {
    var relay = new TlsRelay(vertx, dial);
    return relay.server.listen(SocketAddress.inetSocketAddress(0, LOOPBACK)).map(relay);
  }

  int port() {
    return server.actualPort();
  }

  /** Finds a dead proxy before a request is on its way: fails as connecting to it does. */
  Future<Void> ready() {
    return running > 0 || !spares.isEmpty()
        ? Future.succeededFuture()
        : dial.get().onSuccess(this::keep).mapEmpty();
  }

  Future<Void> close() {
    spares.forEach(NetSocket::close);
    return server.close();
  }

  private void keep(NetSocket spare) {
    spares.add(spare);
    spare.closeHandler(_ -> spares.remove(spare));
  }

  private void accept(NetSocket near) {
    running++;
    Promise<Void> gone = Promise.promise();
    near.pause().closeHandler(_ -> gone.tryComplete());
    gone.future().onComplete(_ -> running--);
    NetSocket spare = spares.poll();
    Future<NetSocket> dialled = spare == null ? dial.get() : Future.succeededFuture(spare);
    dialled.onComplete(
        far -> {
          join(near, far);
          gone.future().onComplete(_ -> far.close());
        },
        _ -> near.close());
  }

  /** The end of either side ends the other; what runs inside has its own end marks. */
  private static void join(NetSocket near, NetSocket far) {
    far.pause();
    near.pipeTo(far);
    far.pipeTo(near);
  }
}
