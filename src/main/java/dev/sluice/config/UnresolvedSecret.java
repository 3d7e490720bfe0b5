package dev.sluice.config;

/** A reference that leads to no secret here; its message says why and never quotes a secret. */
public final class UnresolvedSecret extends Exception {

  private static final long serialVersionUID = 1L;

  UnresolvedSecret(String message) {
    super(message);
  }
}
