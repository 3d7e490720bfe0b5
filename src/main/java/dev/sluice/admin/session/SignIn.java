package dev.sluice.admin.session;

import java.time.Instant;

/**
 * One browser's session.
 *
 * @param id random; names it
 * @param mark names whoever signed in, and with which key
 * @param csrf what the session's pages show with each change
 */
public record SignIn(String id, String mark, Instant expiresAt, String csrf) {

  /** Without the token, which is nobody else's business. */
  @Override
  public String toString() {
    return "SignIn[until " + expiresAt + "]";
  }
}
