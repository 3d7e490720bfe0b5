package dev.sluice.admin;

import io.vertx.core.MultiMap;

/** What keeps a browser from making anything else of an answer than it is. */
final class SecurityHeaders {

  /** For data, which loads nothing and is framed by nobody. */
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  /* The pages style their elements from scripts, and know nobody but this gateway. */
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  static void put(MultiMap headers) {
    headers.set("x-content-type-options", "nosniff");
    headers.set("referrer-policy", "no-referrer");
    headers.set("content-security-policy", NOTHING);
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("cross-origin-resource-policy", "same-origin");
    headers.set("cache-control", "no-store");
  }

  /** Whoever came over TLS is not to come without it again, for a year. */
  static void overTls(MultiMap headers) {
    headers.set("strict-transport-security", "max-age=31536000");
  }

  static void loosen(MultiMap headers) {
    headers.set("content-security-policy", PAGE);
  }
}
