package dev.sluice.net;

import dev.sluice.base.Secret;
import dev.sluice.config.ProxyConfig;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy as it is dialled. */
record Hop(Scheme scheme, String host, int port, Optional<Login> login) {

  enum Scheme {
    HTTP(ProxyType.HTTP, 80),
    HTTPS(ProxyType.HTTP, 443),
    SOCKS5(ProxyType.SOCKS5, 1080);

    private final ProxyType type;
    private final int defaultPort;

    Scheme(ProxyType type, int defaultPort) {
      this.type = type;
      this.defaultPort = defaultPort;
    }

    private static Scheme of(@Nullable String name) {
      return Arrays.stream(values())
          .filter(scheme -> scheme.name().equalsIgnoreCase(name))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "proxy: %s (expected: http, https or socks5)".formatted(name)));
    }
  }

  /** What stands before the {@code @}; the password may be missing. */
  record Login(String user, Optional<Secret> password) {

    private static Login of(String userInfo) {
      int colon = userInfo.indexOf(':');
      if (colon < 0) {
        return new Login(decoded(userInfo), Optional.empty());
      }
      return new Login(
          decoded(userInfo.substring(0, colon)),
          Optional.of(decoded(userInfo.substring(colon + 1)))
              .filter(password -> !password.isEmpty())
              .map(Secret::of));
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }

  static Hop of(ProxyConfig config) {
    URI url = config.url();
    Scheme scheme = Scheme.of(url.getScheme());
    if (url.getHost() == null) {
      throw new IllegalArgumentException("proxy: no host (expected: scheme://host:port)");
    }
    return new Hop(
        scheme,
        Hosts.bare(url.getHost()),
        url.getPort() < 0 ? scheme.defaultPort : url.getPort(),
        Optional.ofNullable(url.getRawUserInfo()).map(Login::of));
  }

  boolean tls() {
    return scheme == Scheme.HTTPS;
  }

  /** Whether a request in the clear names its target in the request line instead of in CONNECT. */
  boolean takesAbsoluteForm() {
    return scheme.type == ProxyType.HTTP;
  }

  String shown() {
    return scheme.name().toLowerCase(Locale.ROOT) + "://" + Hosts.inUrl(host) + ":" + port;
  }

  /**
   * @param address where the proxy, or the relay to it, really listens
   */
  ProxyOptions at(String address, int atPort, Duration timeout) {
    var options =
        new ProxyOptions()
            .setType(scheme.type)
            .setHost(address)
            .setPort(atPort)
            .setConnectTimeout(timeout);
    login.ifPresent(it ->
        options.setUsername(it.user()).setPassword(it.password().map(Secret::reveal).orElse("")));
    return options;
  }
}
