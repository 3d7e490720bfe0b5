package dev.sluice.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/** A proxy that resolves every name to loopback and tells what it was asked. */
final class LittleProxy {

  private static final byte[] NO_LOGIN = {5, 0};
  private static final byte[] LOGIN = {5, 2};
  private static final byte[] LOGIN_IS_RIGHT = {1, 0};
  private static final byte[] CONNECTED = {5, 0, 0, 1, 127, 0, 0, 1, 0, 0};

  private final List<String> asked = new ArrayList<>();
  private final Vertx vertx;
  private final int port;

  private LittleProxy(
      Loop loop, NetServerOptions options, BiConsumer<LittleProxy, NetSocket> talk) {
    this.vertx = loop.vertx();
    this.port =
        loop.await(() ->
                vertx
                    .createNetServer(options)
                    .connectHandler(socket -> talk.accept(this, socket))
                    .listen(0, Loop.LOOPBACK))
            .actualPort();
  }

  static LittleProxy http(Loop loop) {
    return new LittleProxy(loop, new NetServerOptions(), LittleProxy::talkHttp);
  }

  static LittleProxy https(Loop loop) {
    var options = new NetServerOptions().setSsl(true).setKeyCertOptions(Loop.identity());
    return new LittleProxy(loop, options, LittleProxy::talkHttp);
  }

  static LittleProxy socks5(Loop loop) {
    return new LittleProxy(loop, new NetServerOptions(), LittleProxy::greet);
  }

  /** Says no to everything. */
  static LittleProxy refusing(Loop loop) {
    return new LittleProxy(
        loop,
        new NetServerOptions(),
        (_, socket) ->
            socket.handler(
                _ -> socket.end(Buffer.buffer("HTTP/1.1 407 No\r\ncontent-length: 0\r\n\r\n"))));
  }

  /** Hangs up on everyone. */
  static LittleProxy mute(Loop loop) {
    return new LittleProxy(loop, new NetServerOptions(), (_, socket) -> socket.close());
  }

  int port() {
    return port;
  }

  /** Request heads, or SOCKS targets and logins, in the order of their coming. */
  List<String> asked() {
    return asked;
  }

  private void talkHttp(NetSocket socket) {
    socket.handler(head -> {
      String text = head.toString();
      asked.add(text);
      String target = text.split(" ", 3)[1];
      if (text.startsWith("CONNECT ")) {
        int port = Integer.parseInt(target.substring(target.lastIndexOf(':') + 1));
        join(socket, port, Buffer.buffer("HTTP/1.1 200 OK\r\n\r\n"), Buffer.buffer());
      } else {
        join(socket, URI.create(target).getPort(), Buffer.buffer(), head);
      }
    });
  }

  private void greet(NetSocket socket) {
    socket.handler(hello -> {
      boolean login = Arrays.equals(hello.getBytes(2, hello.length()), new byte[] {0, 2});
      socket.handler(login ? words -> checkLogin(socket, words) : words -> dial(socket, words));
      socket.write(Buffer.buffer(login ? LOGIN : NO_LOGIN));
    });
  }

  private void checkLogin(NetSocket socket, Buffer words) {
    int user = words.getByte(1);
    asked.add(text(words, 2, user) + ":" + text(words, 3 + user, words.getByte(2 + user)));
    socket.handler(target -> dial(socket, target));
    socket.write(Buffer.buffer(LOGIN_IS_RIGHT));
  }

  private void dial(NetSocket socket, Buffer target) {
    int length = target.getByte(4);
    int port = target.getUnsignedShort(5 + length);
    asked.add("type " + target.getByte(3) + " " + text(target, 5, length) + ":" + port);
    join(socket, port, Buffer.buffer(CONNECTED), Buffer.buffer());
  }

  private void join(NetSocket near, int port, Buffer toNear, Buffer toFar) {
    near.pause();
    Future<NetSocket> dialled = vertx.createNetClient().connect(port, Loop.LOOPBACK);
    dialled.onComplete(
        far -> {
          near.write(toNear);
          far.write(toFar);
          near.pipeTo(far);
          far.pipeTo(near);
        },
        _ -> near.close());
  }

  private static String text(Buffer words, int start, int length) {
    return words.getString(start, start + length, StandardCharsets.US_ASCII.name());
  }
}
