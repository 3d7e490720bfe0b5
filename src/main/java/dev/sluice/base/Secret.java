package dev.sluice.base;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A credential that cannot be printed by accident: everything but {@link #reveal()} shows it
 * masked.
 *
 * <p>Call {@code reveal} only where the value goes onto a wire or into a file of its own.
 */
public final class Secret {

  private static final int SHOWN_SUFFIX = 4;
  private static final int SHOWN_PREFIX = 7;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * @param value any non-empty text
   */
  public static Secret of(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("secret: empty (expected: any non-empty text)");
    }
    return new Secret(value);
  }

  public String reveal() {
    return value;
  }

  public int length() {
    return value.length();
  }

  /** Whether it is so short that it may stand in a text as a word, "ollama" for example. */
  public boolean mayBeWord() {
    return value.length() < 2 * SHOWN_SUFFIX + 4;
  }

  /** Compares in a time that does not depend on where the two differ. */
  public boolean matches(String presented) {
    return MessageDigest.isEqual(digest(value), digest(presented));
  }

  /** Names this secret in state and answers: the first 12 hex digits of its SHA-256. */
  public String fingerprint() {
    return HexFormat.of().formatHex(digest(value), 0, 6);
  }

  /** A prefix and the last four characters; nothing but dots when that would show half of it. */
  public String masked() {
    if (value.length() < 2 * (SHOWN_PREFIX + SHOWN_SUFFIX)) {
      return mayBeWord() ? "****" : "****" + value.substring(value.length() - SHOWN_SUFFIX);
    }
    return value.substring(0, SHOWN_PREFIX)
        + "****"
        + value.substring(value.length() - SHOWN_SUFFIX);
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return masked();
  }
}
