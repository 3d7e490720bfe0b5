package dev.sluice.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that was handed out.
 *
 * @param prefix by which people tell it
 */
public record IssuedKey(
    String id, Terms terms, String prefix, Credential credential, Instant created) {

  /**
   * What is kept of a key's text.
   *
   * @param digest by which it is known
   * @param former the text before, which works for a while
   * @param sealed the text, where it may be shown again
   */
  public record Credential(String digest, Optional<Former> former, Optional<String> sealed) {

    @Override
    public String toString() {
      return "Credential";
    }
  }

  /** A text that was replaced. */
  public record Former(String digest, Instant until) {}

  /** The subject whose limits are the key's own. */
  public String subject() {
    return "key:" + id;
  }

  IssuedKey with(Terms other) {
    return new IssuedKey(id, other, prefix, credential, created);
  }
}
