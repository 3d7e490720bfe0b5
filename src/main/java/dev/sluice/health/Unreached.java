package dev.sluice.health;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.config.BaseUrl;
import dev.sluice.net.Unreachable;

/** Why the way to an upstream ended, and what to do about it. */
final class Unreached {

  private Unreached() {}

  static Finding finding(Words group, BaseUrl base, Throwable cause) {
    String seen = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    if (!(cause instanceof Unreachable unreachable)) {
      return Finding.failed(
          group,
          words("reach"),
          words("{} took the request and gave no answer: {}", base.authority(), seen),
          words("check that baseUrl leads to an API, and what stands between"));
    }
    Words check = unreachable.kind() == Unreachable.Kind.TLS ? words("TLS") : words("reach");
    return Finding.failed(group, check, seen(unreachable), fix(unreachable.kind()));
  }

  private static Words seen(Unreachable unreachable) {
    return switch (unreachable.kind()) {
      case UNRESOLVED -> words("{}: the name does not resolve", unreachable.where());
      case TIMEOUT -> words("{}: no connection in time", unreachable.where());
      case REFUSED, TLS, FORBIDDEN_ADDRESS, PROXY, POOL ->
          asIs(String.valueOf(unreachable.getMessage()));
    };
  }

  private static Words fix(Unreachable.Kind kind) {
    return switch (kind) {
      case UNRESOLVED ->
          words("check the host in the channel's baseUrl, and this machine's name servers");
      case REFUSED ->
          words("check the port in the channel's baseUrl, and that a server listens there");
      case TIMEOUT ->
          words(
              "check firewalls and routes, or give the channel a proxy; timeouts.connectMs is the"
                  + " limit");
      case TLS ->
          words(
              "check the host in the channel's baseUrl; a private authority has to be in the JVM's"
                  + " trust store (SLUICE_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE)");
      case FORBIDDEN_ADDRESS ->
          words(
              "use an address that may be dialled; private ones need ALLOW_PRIVATE_UPSTREAMS=true");
      case PROXY -> words("check the channel's proxy, or HTTPS_PROXY and NO_PROXY");
      case POOL -> words("the gateway is stopping or short of connections; try again");
    };
  }
}
