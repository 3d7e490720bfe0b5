package dev.sluice.net;

import dev.sluice.config.ProxyConfig;
import dev.sluice.net.Unreachable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The way out: the one place where HTTP clients are made. For one event loop.
 *
 * <p>Connections are kept and shared by host, address and proxy, and there are always enough of
 * them: no request waits for another one's stream to end. Redirects are never followed, bodies
 * never decompressed, certificates always verified.
 */
public final class Outbound {

  private final Dialer dialer;
  private final Proxies proxies;
  private final Resting resting = new Resting(System::nanoTime);
  private final Map<HttpConnection, WeakReference<HttpClientRequest>> firstUses =
      new WeakHashMap<>();
  private boolean closing;

  private Outbound(Vertx vertx, OutboundSettings settings, Resolver.Lookup lookup) {
    var guard = new AddressGuard(settings.allowPrivate());
    var resolver = new Resolver(vertx, guard, lookup, System::nanoTime);
    this.dialer = new Dialer(vertx, settings, resolver);
    this.proxies = new Proxies(vertx, dialer, guard, settings);
  }

  /** One for each event loop; to be called, like everything here, on its context. */
  public static Outbound open(Vertx vertx, OutboundSettings settings) {
    return open(vertx, settings, InetAddress::getAllByName);
  }

  static Outbound open(Vertx vertx, OutboundSettings settings, Resolver.Lookup lookup) {
    return new Outbound(vertx, settings, lookup);
  }

  /**
   * A request that has a connection. It has to be sent or reset, or the connection is lost to the
   * pool. Fails with {@link Unreachable} alone, and then nothing has reached the upstream.
   */
  public Future<HttpClientRequest> request(Destination to, HttpMethod method, String uri) {
    var ask = Ask.of(to, method, uri);
    return attempt(ask)
        .recover(cause -> Future.failedFuture(told(ask, cause)))
        .onSuccess(this::remember);
  }

  /**
   * Whether the connection of this request had served others before. A closed connection before the
   * first byte of an answer then most likely means that the upstream had given it up, not that it
   * refused the request.
   */
  public boolean reused(HttpClientRequest request) {
    var first = firstUses.get(request.connection());
    return first == null || !first.refersTo(request);
  }

  /** Takes no more requests; running streams end by themselves or with the grace. */
  public Future<Void> close(Duration grace) {
    closing = true;
    return dialer.close(grace).eventually(proxies::close);
  }

  private Future<HttpClientRequest> attempt(Ask ask) {
    if (closing) {
      return Future.failedFuture(new Unreachable(Kind.POOL, ask.to().shown(), "closing"));
    }
    try {
      return ask.to().proxy().map(proxy -> proxied(ask, proxy)).orElseGet(() -> direct(ask));
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private Future<HttpClientRequest> direct(Ask ask) {
    Destination to = ask.to();
    return dialer
        .addresses(ask, to.bareHost(), to.shown())
        .compose(addresses ->
            dialer.dial(
                ask,
                Profile.of(to),
                addresses,
                Outbound::anotherAddressMayHelp,
                (address, _) -> ask.optionsAt(address.getHostAddress())));
  }

  private Future<HttpClientRequest> proxied(Ask ask, ProxyConfig proxy) {
    Hop hop = proxies.hop(proxy);
    if (!proxy.fallbackToDirect()) {
      return proxies.request(ask, hop);
    }
    return resting.rests(hop) ? direct(ask) : proxiedOrDirect(ask, hop);
  }

  private Future<HttpClientRequest> proxiedOrDirect(Ask ask, Hop hop) {
    return proxies
        .request(ask.hurried(), hop)
        .recover(cause -> {
          if (!(cause instanceof ProxyDown)) {
            return Future.failedFuture(cause);
          }
          resting.rest(hop);
          return direct(ask);
        });
  }

  private static boolean anotherAddressMayHelp(Throwable cause) {
    Kind kind = Unreachable.because("", cause).kind();
    return kind == Kind.REFUSED || kind == Kind.TIMEOUT;
  }

  private static Unreachable told(Ask ask, Throwable cause) {
    return cause instanceof ProxyDown down
        ? down.told()
        : Unreachable.because(ask.to().shown(), cause);
  }

  private void remember(HttpClientRequest request) {
    firstUses.computeIfAbsent(request.connection(), _ -> new WeakReference<>(request));
  }
}
