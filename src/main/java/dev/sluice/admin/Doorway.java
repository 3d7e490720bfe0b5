package dev.sluice.admin;

import dev.sluice.access.Front;
import dev.sluice.admin.session.SessionCookie;
import dev.sluice.admin.session.SignInRules;
import dev.sluice.ledger.live.LiveRequests;

/**
 * How browsers come in, and what they may watch.
 *
 * @param panel whether the panel is served
 */
public record Doorway(
    Front front, SessionCookie cookie, SignInRules rules, boolean panel, LiveRequests live) {

  public Doorway(Front front, SignInRules rules, boolean panel, LiveRequests live) {
    this(front, new SessionCookie(front), rules, panel, live);
  }
}
