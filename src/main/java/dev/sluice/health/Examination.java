package dev.sluice.health;

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
    String group = "channel " + channel.id();
    if (!channel.config().enabled()) {
      return Future.succeededFuture(
          List.of(Finding.ok(group, "state", "disabled; left out of the examination")));
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

  private Future<Finding> name(Channel channel, String group, Duration timeout) {
    Destination destination = destinations.of(channel);
    if (destination.proxy().isPresent()) {
      return Future.succeededFuture(Finding.ok(group, "DNS", "left to the proxy"));
    }
    String host = destination.host().replaceAll("[\\[\\]]", "");
    return vertx
        .executeBlocking(() -> InetAddress.getAllByName(host), false)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .map(all -> Finding.ok(group, "DNS", host + " is " + shown(all)))
        .otherwise(
            Finding.failed(
                group,
                "DNS",
                host + " does not resolve",
                "check the host in the channel's baseUrl, and this machine's name servers"));
  }

  private static String shown(InetAddress[] all) {
    String first =
        Arrays.stream(all)
            .limit(SHOWN_ADDRESSES)
            .map(InetAddress::getHostAddress)
            .collect(Collectors.joining(", "));
    return all.length > SHOWN_ADDRESSES
        ? first + " and " + (all.length - SHOWN_ADDRESSES) + " more"
        : first;
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

  private List<Finding> reached(Channel channel, String group, Met met) {
    var findings = new ArrayList<Finding>();
    findings.add(tls(channel, group, met));
    findings.add(answer(group, met));
    met.date()
        .flatMap(date -> ClockSkew.byHeader(group, date, clock.instant()))
        .ifPresent(findings::add);
    return findings;
  }

  private Finding tls(Channel channel, String group, Met met) {
    if (met.tls().isPresent()) {
      return Certificates.of(
          group,
          met.tls().get(),
          clock.instant(),
          "its owner has to renew it; tell the provider if the date comes near");
    }
    return privately(channel.base().host())
        ? Finding.ok(group, "TLS", "plain HTTP inside this network")
        : Finding.warning(
            group,
            "TLS",
            "plain HTTP: keys and prompts travel in the open",
            "begin the channel's baseUrl with https://");
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

  private static Finding answer(String group, Met met) {
    String seen = "answers " + met.status() + " in " + met.ms() + " ms";
    if (met.status() / 100 == 3) {
      return Finding.warning(
          group,
          "reach",
          seen + " and points to " + met.location().orElse("nothing"),
          "redirects are never followed: put the address that serves into the channel's baseUrl");
    }
    return met.status() >= 500
        ? Finding.warning(group, "reach", seen, "see the provider's status page, and try again")
        : Finding.ok(group, "reach", seen);
  }

  private Future<List<Finding>> keys(Channel channel, String group) {
    if (channel.passesLoginsThrough()) {
      return Future.succeededFuture(
          List.of(Finding.ok(group, "keys", "callers bring their own login; none to test")));
    }
    if (channel.keysInOrder().isEmpty()) {
      return Future.succeededFuture(
          List.of(
              Finding.failed(
                  group,
                  "keys",
                  "no enabled key",
                  "sluice key add " + channel.id() + " KEY, or sluice key enable")));
    }
    return tests.apply(channel).map(tested -> KeyFindings.of(channel, group, tested));
  }
}
