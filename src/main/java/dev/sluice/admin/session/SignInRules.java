package dev.sluice.admin.session;

import dev.sluice.config.SessionKey;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What the event loops share of sessions.
 *
 * @param lasts a session that is not to be remembered
 */
public record SignInRules(
    SessionKey.Derived key, Duration lasts, InstantSource clock, EndedSignIns ended) {

  /** How long a session lasts that is to be remembered. */
  static final Duration REMEMBERED = Duration.ofDays(30);

  public SignInRules(SessionKey.Derived key, Duration lasts, InstantSource clock) {
    this(key, lasts, clock, new EndedSignIns());
  }
}
