package dev.sluice.net;

import dev.sluice.config.ProxyConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param host a name or an address, an IPv6 address with or without brackets
 * @param proxy what stands between, if anything; {@code NO_PROXY} is already applied
 * @param http2 offered by ALPN over TLS, taken for granted in the clear
 * @param connectTimeout for resolving, connecting and the handshake together
 */
public record Destination(
    boolean tls,
    String host,
    int port,
    Optional<ProxyConfig> proxy,
    boolean http2,
    Duration connectTimeout) {

  private static final int MAX_PORT = 65_535;

  public Destination {
    if (host.isBlank()) {
      throw new IllegalArgumentException("host: blank (expected: a name or an address)");
    }
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port: %d (expected: 1 to 65535)".formatted(port));
    }
    if (connectTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "connectTimeout: %s (expected: 1 ms or more)".formatted(connectTimeout));
    }
  }

  /** The host as it is resolved and dialled. */
  String bareHost() {
    return Hosts.bare(host);
  }

  /** The host as it stands in a URL and a {@code Host} header. */
  String urlHost() {
    return Hosts.inUrl(host);
  }

  /** How errors name it. */
  String shown() {
    return urlHost() + ":" + port;
  }
}
