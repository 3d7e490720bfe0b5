package dev.sluice.net;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Connects to checked addresses, one after the other. For one event loop. */
final class Dialer {

  /** Points a request at one of the addresses. */
  @FunctionalInterface
  interface Aim {
    RequestOptions at(InetAddress address, Duration within);
  }

  private static final int MAX_ADDRESSES = 4;

  private final Vertx vertx;
  private final OutboundSettings settings;
  private final Resolver resolver;
  private final Map<Profile, HttpClient> clients = new EnumMap<>(Profile.class);
  private final Map<Destination, Turnstile> turnstiles = new HashMap<>();

  Dialer(Vertx vertx, OutboundSettings settings, Resolver resolver) {
    this.vertx = vertx;
    this.settings = settings;
    this.resolver = resolver;
  }

  /** The addresses of a host, all of them harmless. */
  Future<Addresses> addresses(Ask ask, String host, String where) {
    Future<Addresses> found = resolver.addresses(host);
    if (!found.isComplete()) {
      found = found.timeout(ask.left().toMillis(), TimeUnit.MILLISECONDS);
    }
    return found.compose(addresses ->
        addresses
            .objection()
            .<Future<Addresses>>map(reason ->
                Future.failedFuture(
                    new Unreachable(Unreachable.Kind.FORBIDDEN_ADDRESS, where, reason)))
            .orElseGet(() -> Future.succeededFuture(addresses)));
  }

  /**
   * A request on a connection to the first address that answers.
   *
   * @param another whether a failure leaves hope for the next address
   */
  Future<HttpClientRequest> dial(
      Ask ask, Profile profile, Addresses addresses, Predicate<Throwable> another, Aim aim) {
    List<InetAddress> all = addresses.ordered();
    var open = all.subList(0, Math.min(all.size(), MAX_ADDRESSES));
    return dial(ask, profile, open, another, aim, addresses);
  }

  private Future<HttpClientRequest> dial(
      Ask ask,
      Profile profile,
      List<InetAddress> open,
      Predicate<Throwable> another,
      Aim aim,
      Addresses addresses) {
    InetAddress first = open.getFirst();
    Duration share = ask.left().dividedBy(open.size());
    return request(ask, profile, aim.at(first, share), share)
        .onSuccess(_ -> addresses.worked(first))
        .recover(cause ->
            open.size() == 1 || ask.late() || !another.test(cause)
                ? Future.failedFuture(cause)
                : dial(ask, profile, open.subList(1, open.size()), another, aim, addresses));
  }

  /** A request on a pooled connection, or on a new one. */
  Future<HttpClientRequest> request(
      Ask ask, Profile profile, RequestOptions options, Duration within) {
    HttpClient client = clients.computeIfAbsent(profile, it -> it.open(vertx, settings));
    options.setConnectTimeout(Math.max(within.toMillis(), 1));
    return switch (profile) {
      case HTTP_1 -> client.request(options);
      case HTTP_2 -> inTurn(ask, () -> client.request(options));
    };
  }

  private Future<HttpClientRequest> inTurn(Ask ask, Supplier<Future<HttpClientRequest>> connect) {
    var turnstile = turnstiles.computeIfAbsent(ask.to(), _ -> new Turnstile());
    return turnstile
        .pass(() -> ask.late() ? Future.failedFuture(new TimeoutException()) : connect.get())
        .onComplete((request, _) -> {
          if (request != null && request.version() != HttpVersion.HTTP_2) {
            turnstile.openWide();
          }
          if (turnstile.idle()) {
            turnstiles.remove(ask.to(), turnstile);
          }
        });
  }

  Future<Void> close(Duration grace) {
    var closing =
        clients.values().stream()
            .map(client -> client.shutdown(grace.toMillis(), TimeUnit.MILLISECONDS))
            .toList();
    return Future.join(closing).eventually(resolver::close).mapEmpty();
  }
}
