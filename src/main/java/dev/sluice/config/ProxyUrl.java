package dev.sluice.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the address of an outbound proxy and fills in the port that its scheme implies. */
final class ProxyUrl {

  private static final String EXPECTED = " (expected: http://, https:// or socks5://HOST:PORT)";

  private ProxyUrl() {}

  /**
   * @throws IllegalArgumentException saying what is wrong, never quoting credentials
   */
  static URI parse(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getScheme() == null) {
        throw new IllegalArgumentException("names no scheme" + EXPECTED);
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      int implied = impliedPort(scheme);
      if (uri.getHost() == null || uri.getHost().isEmpty()) {
        throw new IllegalArgumentException("names no host" + EXPECTED);
      }
      int port = uri.getPort() < 0 ? implied : uri.getPort();
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " (expected: 1 to 65535)");
      }
      String user = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo() + "@";
      return new URI(scheme + "://" + user + uri.getHost() + ":" + port);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL" + EXPECTED, e);
    }
  }

  private static int impliedPort(String scheme) {
    return switch (scheme) {
      case "http" -> 80;
      case "https" -> 443;
      case "socks5" -> 1080;
      default -> throw new IllegalArgumentException("unknown scheme \"" + scheme + '"' + EXPECTED);
    };
  }
}
