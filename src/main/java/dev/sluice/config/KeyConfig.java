package dev.sluice.config;

import dev.sluice.base.Secret;

/**
 * One credential of a channel.
 *
 * @param secret resolved: what {@code env:NAME} or {@code file:PATH} stood for
 * @param source as the document spells it when it is a reference, else the empty string
 * @param name the operator's, or the empty string
 */
public record KeyConfig(Secret secret, String source, String name, boolean enabled) {

  /** Names the key in answers, commands and state; stays the same while the secret does. */
  public String id() {
    return secret.fingerprint();
  }
}
