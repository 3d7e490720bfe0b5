package dev.sluice.access;

import dev.sluice.config.FrontSettings;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands between browsers and the gateway, and how much of its word counts. */
public final class Front {

  private static final String HTTPS = "https";

  /** No chain of proxies is longer; what a longer list says first is not looked at. */
  private static final int MOST_HOPS = 32;

  private final FrontSettings settings;
  private final String basePath;

  public Front(FrontSettings settings) {
    this.settings = settings;
    this.basePath = settings.basePath();
  }

  /** Empty, or the path below which browsers see the gateway: {@code /sluice}. */
  public String basePath() {
    return basePath;
  }

  /** The path without the prefix, whether or not what stands in front has taken it off. */
  public String path(String asked) {
    if (basePath.isEmpty() || !asked.startsWith(basePath)) {
      return asked;
    }
    String rest = asked.substring(basePath.length());
    if (rest.isEmpty()) {
      return "/";
    }
    return rest.charAt(0) == '/' ? rest : asked;
  }

  /** Whether the browser came over TLS, as far as that can be known. */
  public boolean overTls(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    if (trusted(request)) {
      Optional<String> protocol = last(request, "x-forwarded-proto");
      if (protocol.isPresent()) {
        return protocol.get().equalsIgnoreCase(HTTPS);
      }
    }
    return settings
        .publicAddress()
        .filter(address -> HTTPS.equals(address.getScheme()))
        .map(address -> authority(address).equals(host(request)))
        .orElse(false);
  }

  /** Whether a cookie that is set now is for TLS alone. */
  public boolean secureCookies(HttpServerRequest request) {
    return switch (settings.secureCookies()) {
      case TRUE -> true;
      case FALSE -> false;
      case AUTO -> overTls(request) || saysTls(request);
    };
  }

  /** Whether a cookie may have been set that is not for TLS alone. */
  public boolean plainCookies(HttpServerRequest request) {
    return switch (settings.secureCookies()) {
      case TRUE -> false;
      case FALSE -> true;
      case AUTO -> !overTls(request);
    };
  }

  /* Only the browser itself says where a page came from, and it only harms itself. */
  private static boolean saysTls(HttpServerRequest request) {
    String origin = request.getHeader("origin");
    return origin != null && origin.startsWith("https://");
  }

  /** The caller's address; a trusted proxy's word for it counts. */
  public String address(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    return settings.trustedProxies().isEmpty()
        ? peer
        : beyond(peer, all(request, "x-forwarded-for"));
  }

  /** The nearest address that is no trusted proxy; what a caller put before it counts nothing. */
  String beyond(String peer, List<String> hops) {
    String address = peer;
    int last = Math.max(0, hops.size() - MOST_HOPS);
    for (int i = hops.size() - 1; i >= last && settings.trusts(address); i--) {
      String hop = withoutPort(hops.get(i));
      if (!isAddress(hop)) {
        return address;
      }
      address = hop;
    }
    return address;
  }

  /* Some proxies write the caller's port behind its address: 203.0.113.7:4711, [2001:db8::7]:4711. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.replaceFirst("^\\[([^\\]]*)\\](:[0-9]{1,5})?$", "$1");
    }
    return hop.indexOf(':') == hop.lastIndexOf(':') ? hop.replaceFirst(":[0-9]{1,5}$", "") : hop;
  }

  /**
   * Whether a request was made by a page of the gateway's own origin, or by no browser at all: what
   * browsers say of it must not contradict.
   */
  public boolean sameOrigin(HttpServerRequest request) {
    String site = request.getHeader("sec-fetch-site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeader("origin");
    return origin == null || isOurs(origin, request);
  }

  private boolean isOurs(String origin, HttpServerRequest request) {
    try {
      URI from = new URI(origin);
      if (from.getHost() == null) {
        return false;
      }
      String authority = authority(from);
      return authority.equals(host(request))
          || (trusted(request)
              && last(request, "x-forwarded-host").filter(authority::equalsIgnoreCase).isPresent())
          || settings.publicAddress().map(Front::authority).filter(authority::equals).isPresent();
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }

  private static String authority(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    int usual = HTTPS.equals(address.getScheme()) ? 443 : 80;
    int port = address.getPort();
    return port < 0 || port == usual ? host : host + ":" + port;
  }

  private static @Nullable String host(HttpServerRequest request) {
    var authority = request.authority();
    if (authority == null) {
      return null;
    }
    String host = authority.host().toLowerCase(Locale.ROOT);
    int port = authority.port();
    return port < 0 ? host : host + ":" + port;
  }

  private boolean trusted(HttpServerRequest request) {
    return settings.trusts(request.remoteAddress().hostAddress());
  }

  private static Optional<String> last(HttpServerRequest request, String name) {
    List<String> all = all(request, name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private static List<String> all(HttpServerRequest request, String name) {
    return request.headers().getAll(name).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private static boolean isAddress(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
