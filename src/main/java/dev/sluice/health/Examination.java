package dev.sluice.health;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.channel.Channel;
import dev.sluice.net.Destination;
import dev.sluice.net.Outbound;
import dev.sluice.upstream.Destinations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSession;

/** Looks at a channel the way a request goes: its name, the connection, its clock, every key. */
final class Examination {

  private static final int SHOWN_ADDRESSES = 3;
  private static final Words DNS = words("DNS");
  private static final Words TLS = words("TLS");
  private static final Words REACH = words("reach");
  private static final Words KEYS = words("keys");

  private final Vertx vertx;
  private final Outbound outbound;
  private final Destinations destinations;
  private final Function<Channel, Future<Tested>> tests;
  private final String agent;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param tests sends a real request with every key
   */
  Examination(
      Vertx vertx,
      Outbound outbound,
      Destinations destinations,
      Function<Channel, Future<Tested>> tests,
      String version) {
    this.vertx = vertx;
    this.outbound = outbound;
    this.destinations = destinations;
    this.tests = tests;
    this.agent = "sluice-probe/" + version;
  }

  /** What the way to an upstream brought. */
  private record Met(
      int status,
      Optional<String> date,
      Optional<String> location,
      Optional<SSLSession> tls,
      long ms) {}

  /** Never fails: no answer is a finding too. */
  Future<List<Finding>> run(Channel channel, Duration timeout) {
    Words group = words("channel {}", channel.id());
    if (!channel.config().enabled()) {
      return Future.succeededFuture(
          List.of(
              Finding.ok(group, words("state"), words("disabled; left out of the examination"))));
    }
    var findings = new ArrayList<Finding>();
    return name(channel, group, timeout)
        .compose(named -> {
          findings.add(named);
          return connection(channel, timeout);
        })
        .compose(
            met -> {
              findings.addAll(reached(channel, group, met));
              return keys(channel, group);
            },
            cause ->
                Future.succeededFuture(List.of(Unreached.finding(group, channel.base(), cause))))
        .map(last -> {
          findings.addAll(last);
          return List.copyOf(findings);
        });
  }

  private Future<Finding> name(Channel channel, Words group, Duration timeout) {
    Destination destination = destinations.of(channel);
    if (destination.proxy().isPresent()) {
      return Future.succeededFuture(Finding.ok(group, DNS, words("left to the proxy")));
    }
    String host = destination.host().replaceAll("[\\[\\]]", "");
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(host), false)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(all -> Finding.ok(group, DNS, words("{} is {}", host, shown(all))))
        .otherwise(
            Finding.failed(
                group,
                DNS,
                words("{} does not resolve", host),
                words("check the host in the channel's baseUrl, and this machine's name servers")));
  }

  private static Words shown(InetAddress[] all) {
    String first =
        Arrays.stream(all)
            .limit(SHOWN_ADDRESSES)
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(", "));
    return all.length > SHOWN_ADDRESSES
        ? words("{} and {} more", first, all.length - SHOWN_ADDRESSES)
        : asIs(first);
  }

  private Future<Met> connection(Channel channel, Duration timeout) {
    long begun = System.nanoTime();
    return outbound
        .request(destinations.of(channel), HttpMethod.GET, channel.base().prefix() + "/models")
        .compose(request ->
            sent(request, begun)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> request.reset()));
  }

  private Future<Met> sent(HttpClientRequest request, long begun) {
    Optional<SSLSession> tls = Optional.ofNullable(request.connection().sslSession());
    request.exceptionHandler(_ -> {});
    request.putHeader("user-agent", agent);
    return request
        .send()
        .compose(response -> drained(response).map(_ -> met(response, tls, begun)));
  }

  private static Future<Void> drained(HttpClientResponse response) {
    response.handler(_ -> {});
    return response.end();
  }

  private static Met met(HttpClientResponse response, Optional<SSLSession> tls, long begun) {
    return new Met(
        response.statusCode(),
        Optional.ofNullable(response.getHeader("date")),
        Optional.ofNullable(response.getHeader("location")),
        tls,
        Duration.ofNanos(System.nanoTime() - begun).toMillis());
  }

  private List<Finding> reached(Channel channel, Words group, Met met) {
    var findings = new ArrayList<Finding>();
    findings.add(tls(channel, group, met));
    findings.add(answer(group, met));
    met.date()
        .flatMap(date -> ClockSkew.byHeader(group, date, clock.instant()))
        .ifPresent(findings::add);
    return findings;
  }

  private Finding tls(Channel channel, Words group, Met met) {
    if (met.tls().isPresent()) {
      return Certificates.of(
          group,
          met.tls().get(),
          clock.instant(),
          words("its owner has to renew it; tell the provider if the date comes near"));
    }
    return privately(channel.base().host())
        ? Finding.ok(group, TLS, words("plain HTTP inside this network"))
        : Finding.warning(
            group,
            TLS,
            words("plain HTTP: keys and prompts travel in the open"),
            words("begin the channel's baseUrl with https://"));
  }

  /* A name without a dot is one of this network: compose and clusters name their services so. */
  private static boolean privately(String host) {
    String bare = host.replaceAll("[\\[\\]]", "");
    try {
      InetAddress address = InetAddress.ofLiteral(bare);
      return address.isLoopbackAddress() || address.isSiteLocalAddress();
    } catch (IllegalArgumentException e) {
      return !bare.contains(".");
    }
  }

  private static Finding answer(Words group, Met met) {
    Words seen = words("answers {} in {} ms", met.status(), met.ms());
    if (met.status() / 100 == 3) {
      return Finding.warning(
          group,
          REACH,
          words(
              "{} and points to {}",
              seen,
              met.location().map(Words::asIs).orElse(words("nothing"))),
          words(
              "redirects are never followed: put the address that serves into the channel's"
                  + " baseUrl"));
    }
    return met.status() >= 500
        ? Finding.warning(
            group, REACH, seen, words("see the provider's status page, and try again"))
        : Finding.ok(group, REACH, seen);
  }

  private Future<List<Finding>> keys(Channel channel, Words group) {
    if (channel.passesLoginsThrough()) {
      return Future.succeededFuture(
          List.of(Finding.ok(group, KEYS, words("callers bring their own login; none to test"))));
    }
    if (channel.keysInOrder().isEmpty()) {
      return Future.succeededFuture(
          List.of(
              Finding.failed(
                  group,
                  KEYS,
                  words("no enabled key"),
                  words("sluice key add {} KEY, or sluice key enable", channel.id()))));
    }
    return tests.apply(channel).map(tested -> KeyFindings.of(channel, group, tested));
  }
}
