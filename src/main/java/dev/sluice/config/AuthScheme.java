package dev.sluice.config;

/** How a channel's key is presented to its upstream. */
public enum AuthScheme {
  /** What the type's API uses. */
  AUTO("auto"),
  X_API_KEY("x-api-key"),
  BEARER("bearer"),
  BOTH("both"),
  X_GOOG_API_KEY("x-goog-api-key"),
  /** The caller's own credential is forwarded and never stored or logged. */
  PASSTHROUGH("passthrough");

  private final String id;

  AuthScheme(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
