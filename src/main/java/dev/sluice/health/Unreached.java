package dev.sluice.health;

import dev.sluice.config.BaseUrl;
import dev.sluice.net.Unreachable;

/** Why the way to an upstream ended, and what to do about it. */
final class Unreached {

  private Unreached() {}

  static Finding finding(String group, BaseUrl base, Throwable cause) {
    String seen = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
    if (!(cause instanceof Unreachable unreachable)) {
      return Finding.failed(
          group,
          "reach",
          base.authority() + " took the request and gave no answer: " + seen,
          "check that baseUrl leads to an API, and what stands between");
    }
    String check = unreachable.kind() == Unreachable.Kind.TLS ? "TLS" : "reach";
    return Finding.failed(group, check, seen, fix(unreachable.kind()));
  }

  private static String fix(Unreachable.Kind kind) {
    return switch (kind) {
      case UNRESOLVED -> "check the host in the channel's baseUrl, and this machine's name servers";
      case REFUSED -> "check the port in the channel's baseUrl, and that a server listens there";
      case TIMEOUT ->
          "check firewalls and routes, or give the channel a proxy; timeouts.connectMs is the"
              + " limit";
      case TLS ->
          "check the host in the channel's baseUrl; a private authority has to be in the JVM's"
              + " trust store (SLUICE_JAVA_OPTS=-Djavax.net.ssl.trustStore=FILE)";
      case FORBIDDEN_ADDRESS ->
          "use an address that may be dialled; private ones need ALLOW_PRIVATE_UPSTREAMS=true";
      case PROXY -> "check the channel's proxy, or HTTPS_PROXY and NO_PROXY";
      case POOL -> "the gateway is stopping or short of connections; try again";
    };
  }
}
