package dev.sluice.net;

import dev.sluice.config.ProxyConfig;
import dev.sluice.net.Unreachable.Kind;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Requests by way of a proxy, which resolves the name. For one event loop. */
final class Proxies {

  private static final Duration RELAY_CONNECT = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Dialer dialer;
  private final AddressGuard guard;
  private final NetClient tls;
  private final Optional<String> trustedPem;
  private final Map<Hop, Future<TlsRelay>> relays = new HashMap<>();
  private final Map<ProxyConfig, Hop> hops = new HashMap<>();

  Proxies(Vertx vertx, Dialer dialer, AddressGuard guard, OutboundSettings settings) {
    this.vertx = vertx;
    this.dialer = dialer;
    this.guard = guard;
    this.trustedPem = settings.trustedPem();
    this.tls = vertx.createNetClient();
  }

  Hop hop(ProxyConfig config) {
    return hops.computeIfAbsent(config, Hop::of);
  }

  /** Fails with {@link ProxyDown} where the proxy gave no answer of its own. */
  Future<HttpClientRequest> request(Ask ask, Hop hop) {
    String where = ask.to().shown();
    Optional<String> objection = guard.objection(ask.to().bareHost());
    if (objection.isPresent()) {
      return Future.failedFuture(new Unreachable(Kind.FORBIDDEN_ADDRESS, where, objection.get()));
    }
    return hop.tls() ? relayed(ask, hop) : plain(ask, hop);
  }

  private Future<HttpClientRequest> plain(Ask ask, Hop hop) {
    return dialer
        .addresses(ask, hop.host(), hop.shown())
        .compose(addresses ->
            dialer.dial(
                ask,
                profile(ask, hop),
                addresses,
                Proxies::silent,
                (address, within) -> by(ask, hop, address.getHostAddress(), hop.port(), within)))
        .recover(cause -> Future.failedFuture(failure(ask, hop, cause)));
  }

  private Future<HttpClientRequest> relayed(Ask ask, Hop hop) {
    return relays
        .computeIfAbsent(hop, this::open)
        .compose(relay -> relay.ready().map(relay))
        .timeout(ask.left().toMillis(), TimeUnit.MILLISECONDS)
        .recover(cause -> Future.failedFuture(hopFailure(ask, hop, cause)))
        .compose(relay -> relayed(ask, hop, relay));
  }

  private Future<TlsRelay> open(Hop hop) {
    return TlsRelay.open(vertx, () -> overTls(hop)).onFailure(_ -> relays.remove(hop));
  }

  private Future<HttpClientRequest> relayed(Ask ask, Hop hop, TlsRelay relay) {
    Duration within = ask.left();
    var options = by(ask, hop, TlsRelay.LOOPBACK, relay.port(), within);
    return dialer
        .request(ask, profile(ask, hop), options, within)
        .recover(cause -> Future.failedFuture(failure(ask, hop, cause)));
  }

  /** What names its target in the request line is HTTP/1.1. */
  private static Profile profile(Ask ask, Hop hop) {
    return !ask.to().tls() && hop.takesAbsoluteForm() ? Profile.HTTP_1 : Profile.of(ask.to());
  }

  private static RequestOptions by(Ask ask, Hop hop, String address, int port, Duration within) {
    var target = SocketAddress.inetSocketAddress(ask.to().port(), ask.to().bareHost());
    return ask.options().setServer(target).setProxyOptions(hop.at(address, port, within));
  }

  Future<Void> close() {
    var closing = relays.values().stream().map(opened -> opened.compose(TlsRelay::close)).toList();
    return Future.join(closing).eventually(tls::close).mapEmpty();
  }

  private Future<NetSocket> overTls(Hop hop) {
    var patience =
        new Destination(true, hop.host(), hop.port(), Optional.empty(), false, RELAY_CONNECT);
    var ask = Ask.of(patience, HttpMethod.CONNECT, "/");
    return dialer
        .addresses(ask, hop.host(), hop.shown())
        .compose(addresses -> overTls(hop, addresses.ordered().getFirst()));
  }

  private Future<NetSocket> overTls(Hop hop, InetAddress address) {
    var ssl = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
    trustedPem.ifPresent(
        pem -> ssl.setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem))));
    return tls.connect(
        new ConnectOptions()
            .setRemoteAddress(SocketAddress.inetSocketAddress(hop.port(), address.getHostAddress()))
            .setHost(hop.host())
            .setPort(hop.port())
            .setTimeout((int) RELAY_CONNECT.toMillis())
            .setSsl(true)
            .setSslOptions(ssl));
  }

  private static Exception failure(Ask ask, Hop hop, Throwable cause) {
    return silent(cause)
        ? hopFailure(ask, hop, cause)
        : Unreachable.because(where(ask, hop), cause);
  }

  private static Exception hopFailure(Ask ask, Hop hop, Throwable cause) {
    return cause instanceof Unreachable known && known.kind() == Kind.FORBIDDEN_ADDRESS
        ? known
        : ProxyDown.because(where(ask, hop), cause);
  }

  private static String where(Ask ask, Hop hop) {
    return ask.to().shown() + " by way of " + hop.shown();
  }

  /** Whether the proxy itself said nothing, so that it may be the one that is dead. */
  private static boolean silent(Throwable cause) {
    return switch (cause) {
      case ProxyConnectException answer -> !saysStatus(String.valueOf(answer.getMessage()));
      case SSLException _ -> false;
      default -> true;
    };
  }

  /** Netty tells a proxy's own refusal from its silence in the text alone. */
  private static boolean saysStatus(String message) {
    return message.contains("tatus: ") || message.contains("authMethod: ");
  }
}
