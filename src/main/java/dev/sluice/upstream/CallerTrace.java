package dev.sluice.upstream;

import java.util.Set;

/**
 * The headers by which proxies and content networks on the caller's side say who and where the
 * caller is. An upstream learns the gateway's address and no other.
 */
final class CallerTrace {

  private static final Set<String> NAMES =
      Set.of(
          "forwarded",
          "forwarded-for",
          "via",
          "cdn-loop",
          "client-ip",
          "true-client-ip",
          "x-client-ip",
          "x-cluster-client-ip",
          "x-real-ip",
          "x-remote-ip",
          "x-remote-addr",
          "x-originating-ip",
          "x-original-forwarded-for",
          "x-original-host",
          "x-host",
          "x-proxyuser-ip",
          "wl-proxy-client-ip",
          "x-amzn-trace-id",
          "x-amz-cf-id",
          "x-cloud-trace-context",
          "x-azure-ref",
          "x-azure-clientip",
          "x-azure-socketip",
          "x-azure-fdid",
          "x-arr-log-id",
          "x-arr-ssl",
          "x-nf-client-connection-ip",
          "do-connecting-ip",
          "x-varnish",
          "x-coming-from",
          "x-bluecoat-via");

  private static final String[] PREFIXES = {
    "x-forwarded-",
    "cf-",
    "x-envoy-",
    "fly-",
    "fastly-",
    "x-fastly-",
    "x-vercel-",
    "x-railway-",
    "x-appengine-",
    "akamai-",
    "x-akamai-",
    "x-amz-cf-",
    "cloudfront-",
    "x-nf-",
    "x-render-"
  };

  private CallerTrace() {}

  /**
   * @param name in lower case
   */
  static boolean holds(String name) {
    if (NAMES.contains(name)) {
      return true;
    }
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
