package dev.sluice.net;

import dev.sluice.config.ProxyConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One event loop with servers on it, driven from the thread of a test. */
final class Loop implements AutoCloseable {

  static final String LOOPBACK = "127.0.0.1";
  static final String CERTIFICATE = resource("/net/server.pem");
  private static final int PATIENCE_SECONDS = 20;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();

  Vertx vertx() {
    return vertx;
  }

  /** Trusts the test's certificate; {@code *.test} is loopback, {@code many.test} at its second. */
  Outbound outbound() {
    return outbound(new OutboundSettings(true, Optional.of(CERTIFICATE)));
  }

  Outbound outbound(OutboundSettings settings) {
    return on(() -> Outbound.open(vertx, settings, Loop::lookup));
  }

  private static InetAddress[] lookup(String host) throws UnknownHostException {
    InetAddress loopback = InetAddress.ofLiteral(LOOPBACK);
    return switch (host) {
      case "many.test" -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.2"), loopback};
      case "mixed.test" -> new InetAddress[] {loopback, InetAddress.ofLiteral("169.254.169.254")};
      case "nowhere.test" -> throw new UnknownHostException(host);
      default ->
          host.endsWith(".test") ? new InetAddress[] {loopback} : InetAddress.getAllByName(host);
    };
  }

  HttpServer http(Consumer<HttpServerRequest> handler) {
    return serve(new HttpServerOptions(), handler);
  }

  HttpServer https(Consumer<HttpServerRequest> handler) {
    return serve(tls(), handler);
  }

  HttpServer serve(HttpServerOptions options, Consumer<HttpServerRequest> handler) {
    return await(
        () -> vertx.createHttpServer(options).requestHandler(handler::accept).listen(0, LOOPBACK));
  }

  static HttpServerOptions tls() {
    return new HttpServerOptions()
        .setSsl(true)
        .setSni(true)
        .setUseAlpn(true)
        .setKeyCertOptions(identity());
  }

  static PemKeyCertOptions identity() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(CERTIFICATE))
        .addKeyValue(Buffer.buffer(resource("/net/server.key.pem")));
  }

  static Destination to(String host, int port) {
    return new Destination(false, host, port, Optional.empty(), false, Duration.ofSeconds(10));
  }

  static Destination tlsTo(String host, int port) {
    return new Destination(true, host, port, Optional.empty(), false, Duration.ofSeconds(10));
  }

  static Destination by(Destination to, String proxy, boolean fallbackToDirect) {
    return new Destination(
        to.tls(),
        to.host(),
        to.port(),
        Optional.of(new ProxyConfig(URI.create(proxy), fallbackToDirect)),
        to.http2(),
        to.connectTimeout());
  }

  static Destination multiplexed(Destination to) {
    return new Destination(to.tls(), to.host(), to.port(), to.proxy(), true, to.connectTimeout());
  }

  /** Asks and reads the whole answer. */
  String get(Outbound outbound, Destination to) {
    return await(() ->
        outbound
            .request(to, HttpMethod.GET, "/path?query")
            .compose(request -> request.send())
            .compose(response -> response.body())
            .map(Buffer::toString));
  }

  Unreachable failure(Outbound outbound, Destination to) {
    try {
      await(() -> outbound.request(to, HttpMethod.GET, "/"));
      throw new AssertionError("reached " + to);
    } catch (LoopFailure failed) {
      if (failed.reason() instanceof Unreachable unreachable) {
        return unreachable;
      }
      throw failed;
    }
  }

  <T> T on(Supplier<T> step) {
    return await(() -> Future.succeededFuture(step.get()));
  }

  <T> T await(Supplier<Future<T>> step) {
    var result = new CompletableFuture<T>();
    context.runOnContext(_ ->
        Future.<T>future(promise -> step.get().onComplete(promise))
            .onComplete(result::complete, result::completeExceptionally));
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new LoopFailure(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no result", e);
    }
  }

  /** Looks again and again, between other events of the loop. */
  void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it never came true");
      }
      await(() -> vertx.timer(5));
    }
  }

  @Override
  public void close() {
    try {
      vertx.close().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the loop does not close", e);
    }
  }

  private static String resource(String path) {
    try (var in = Objects.requireNonNull(Loop.class.getResourceAsStream(path), path)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a step failed with. */
  static final class LoopFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LoopFailure(ExecutionException cause) {
      super(cause.getCause());
    }

    Throwable reason() {
      return Objects.requireNonNull(getCause());
    }
  }
}
