package dev.sluice.proxy;

import dev.sluice.base.RequestId;
import dev.sluice.ledger.live.LiveRequest;
import dev.sluice.net.OutboundSettings;
import dev.sluice.protocol.Fault;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** The one server, once for each event loop: the proxy's paths itself, all others handed on. */
public final class ProxyVerticle extends VerticleBase {

  /** How often deadlines are looked at. */
  private static final int TICK_MS = 250;

  private final Surroundings around;
  private final OutboundSettings outbound;
  private final Function<Vertx, Handler<HttpServerRequest>> others;
  private final Refusals refusals;
  private Loop loop;
  private HttpServer server;
  private Handler<HttpServerRequest> rest;
  private WaitingRoom waitingRoom;

  /**
   * @param others serves what is no proxy path, made on this verticle's event loop
   */
  @SuppressWarnings("NullAway.Init") // the fields live from start to stop
  public ProxyVerticle(
      Surroundings around,
      OutboundSettings outbound,
      Function<Vertx, Handler<HttpServerRequest>> others) {
    this.around = around;
    this.outbound = outbound;
    this.others = others;
    this.refusals = new Refusals(around);
  }

  @Override
  public Future<?> start() {
    loop = new Loop(vertx, around, outbound);
    rest = others.apply(vertx);
    waitingRoom = new WaitingRoom(vertx, around.issued());
    server = vertx.createHttpServer(ServerSettings.of(around.settings()));
    server.requestHandler(this::serve);
    server.connectionHandler(connection -> {
      connection.exceptionHandler(_ -> {});
      HeadDeadline.begun(connection);
    });
    server.invalidRequestHandler(refusals::invalid);
    vertx.setPeriodic(TICK_MS, _ -> loop.tick());
    return server.listen();
  }

  public int port() {
    return server.actualPort();
  }

  /** Stops accepting; running streams end by themselves or with the grace. */
  public Future<Void> shutdown(Duration grace) {
    return onLoop(() -> server.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
        .eventually(() -> onLoop(() -> loop.close(Duration.ZERO)));
  }

  /** Ends every running stream by an error of its protocol. */
  public Future<Void> cutShort() {
    return onLoop(() -> {
      loop.cutShort();
      return Future.succeededFuture();
    });
  }

  /** Exchanges that have not ended. */
  public int live() {
    return loop.live();
  }

  /** The exchanges whose books are open, looked at on their own event loop. */
  public Future<List<LiveRequest>> running() {
    return onLoop(() -> Future.succeededFuture(loop.running()));
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> what) {
    Promise<T> done = Promise.promise();
    context.runOnContext(_ -> what.get().onComplete(done));
    return done.future();
  }

  private void serve(HttpServerRequest request) {
    if (request.isSSL()) {
      HeadDeadline.kept(request.connection());
    }
    if (waitingRoom.keeps(request)) {
      waitingRoom.keep(request, this::route);
    } else {
      route(request);
    }
  }

  private void route(HttpServerRequest request) {
    if (around.draining().get()) {
      AnswerHead.close(request);
    }
    String path = around.front().path(Paths.of(request));
    var endpoint = Endpoint.of(path);
    if (endpoint.isPresent()) {
      infer(request, endpoint.get());
    } else if (isProbe(request, path)) {
      request.response().putHeader("x-sluice-request-id", RequestId.fresh()).end();
    } else if (Models.serves(path) && !isGeminiCall(request, path)) {
      loop.models().answer(request, path, RequestId.fresh());
    } else if (path.startsWith("/v1/")
        || path.startsWith("/v1beta/")
        || path.startsWith("/v1alpha/")
        || path.startsWith("/proxy/")) {
      notServed(request);
    } else {
      Continue.allow(request);
      rest.handle(request);
    }
  }

  private void infer(HttpServerRequest request, Endpoint endpoint) {
    if (request.method().equals(HttpMethod.POST)) {
      loop.begin(request, endpoint, RequestId.fresh());
      return;
    }
    request.response().putHeader("allow", "POST");
    refusals.refuse(
        request,
        endpoint.protocol(),
        new Fault(
            Fault.Kind.METHOD_NOT_ALLOWED,
            request.method() + " " + request.path() + " is not served; use POST"));
  }

  private static boolean isProbe(HttpServerRequest request, String path) {
    return request.method().equals(HttpMethod.HEAD)
        && (path.equals("/") || path.equals("/api/hello"));
  }

  /** Below the path of its models Gemini has its methods too, of which some are not served. */
  private static boolean isGeminiCall(HttpServerRequest request, String path) {
    return request.method().equals(HttpMethod.POST) && Endpoint.isGeminiMethod(path);
  }

  private void notServed(HttpServerRequest request) {
    refusals.refuse(
        request,
        Answers.protocolOf(request),
        new Fault(
            Fault.Kind.PATH_UNKNOWN,
            request.path()
                + " is not served; served are POST /v1/messages, /v1/messages/count_tokens,"
                + " /v1/chat/completions, /v1/responses, /v1beta/models/{model}:generateContent,"
                + " :streamGenerateContent, :countTokens (/v1 and /v1alpha too) and GET /v1/models,"
                + " /v1beta/models"));
  }
}
