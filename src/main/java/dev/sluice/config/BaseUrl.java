package dev.sluice.config;

import dev.sluice.protocol.Protocol;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * A channel's {@code baseUrl}, read: where to connect and what stands before an endpoint's path.
 *
 * <p>A trailing version segment ({@code /v1}, {@code /v1beta}, {@code /paas/v4}) is kept, an absent
 * one added, and a trailing {@code #} says that the address is to be used exactly as it stands.
 *
 * @param port explicit or the scheme's
 * @param prefix empty or beginning with a slash, never ending with one, version included
 */
public record BaseUrl(boolean tls, String host, int port, String prefix) {

  /**
   * @throws IllegalArgumentException saying what is wrong with {@code text}
   */
  public static BaseUrl parse(String text, Protocol protocol) {
    boolean exact = text.endsWith("#");
    URI uri = uri(exact ? text.substring(0, text.length() - 1) : text);
    boolean tls = "https".equalsIgnoreCase(uri.getScheme());
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    boolean versioned = path.matches(".*/v\\d+[a-z]*\\d*$");
    String version = protocol == Protocol.GEMINI ? "/v1beta" : "/v1";
    String prefix = exact || versioned ? path : path + version;
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
    return new BaseUrl(tls, uri.getHost(), port, prefix);
  }

  private static URI uri(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL", e);
    }
    if (uri.getScheme() == null
        || !(uri.getScheme().equalsIgnoreCase("http")
            || uri.getScheme().equalsIgnoreCase("https"))) {
      throw new IllegalArgumentException("must begin with http:// or https://");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw new IllegalArgumentException("names no host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("carries a user name; a key belongs into keys");
    }
    if (uri.getRawQuery() != null) {
      throw new IllegalArgumentException("carries a query");
    }
    return uri;
  }

  /** As a {@code host} header spells it. */
  public String authority() {
    return port == (tls ? 443 : 80) ? host : host + ":" + port;
  }
}
