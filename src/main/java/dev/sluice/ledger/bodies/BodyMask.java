package dev.sluice.ledger.bodies;

import dev.sluice.base.Secret;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Takes credentials out of bodies: those that the gateway knows, the values of members, headers and
 * variables that are named like one, and whatever has the shape of a vendor's key.
 */
public final class BodyMask {

  private final Supplier<? extends Collection<Secret>> known;

  /**
   * @param known the gateway's own secrets at this moment
   */
  public BodyMask(Supplier<? extends Collection<Secret>> known) {
    this.known = known;
  }

  /**
   * @param cut whether the text ends where it was not meant to, perhaps inside a secret
   */
  String masked(String text, boolean cut) {
    String masked = text;
    for (Secret secret : known.get()) {
      if (secret.mayBeWord()) {
        continue;
      }
      masked = masked.replace(secret.reveal(), secret.masked());
      if (cut) {
        masked = withoutTail(masked, secret.reveal());
      }
    }
    return new MaskingScan(masked).run();
  }

  private static String withoutTail(String text, String secret) {
    for (int length = Math.min(secret.length() - 1, text.length()); length > 3; length--) {
      if (text.regionMatches(text.length() - length, secret, 0, length)) {
        return text.substring(0, text.length() - length) + MaskingScan.MASK;
      }
    }
    return text;
  }
}
