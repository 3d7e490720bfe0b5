package dev.sluice.config;

/** Whether the panel's cookie goes over TLS alone: {@code ENABLE_SECURE_COOKIES}. */
public enum SecureCookies {
  /** Where the browser came over TLS. */
  AUTO,
  TRUE,
  FALSE
}
