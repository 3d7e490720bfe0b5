package dev.sluice.routing;

import dev.sluice.protocol.Protocol;
import java.util.Optional;

/**
 * What a request asks of the routing table.
 *
 * @param model as the caller wrote it
 * @param session names the caller's conversation across requests
 * @param callerLogin whether the caller's own login came along, for channels that pass it through
 */
public record Wanted(
    Protocol protocol,
    String model,
    Optional<SessionKey> session,
    boolean callerLogin,
    Permitted permitted) {

  /** Of a caller whose requests may go to any channel. */
  public Wanted(
      Protocol protocol, String model, Optional<SessionKey> session, boolean callerLogin) {
    this(protocol, model, session, callerLogin, Permitted.ALL);
  }
}
