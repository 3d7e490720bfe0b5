package dev.sluice.access;

import dev.sluice.base.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The form of an issued key: {@code sk-slu-}, 256 random bits, and a checksum that tells a mistyped
 * one from one that nobody knows.
 */
final class IssuedSecret {

  static final String PREFIX = "sk-slu-";

  private static final int RANDOM_BYTES = 32;
  private static final int RANDOM_CHARACTERS = 43;
  private static final int CHECK_CHARACTERS = 6;
  private static final int SHOWN = 4;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private IssuedSecret() {}

  static Secret fresh() {
    byte[] bits = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bits);
    String body = TEXT.encodeToString(bits);
    return Secret.of(PREFIX + body + check(body));
  }

  /** Whether the text can be an issued key at all. */
  static boolean wellFormed(String text) {
    if (text.length() != PREFIX.length() + RANDOM_CHARACTERS + CHECK_CHARACTERS
        || !text.startsWith(PREFIX)) {
      return false;
    }
    String body = text.substring(PREFIX.length(), PREFIX.length() + RANDOM_CHARACTERS);
    return text.endsWith(check(body));
  }

  /** Enough of a key for people to tell it by, far too little to guess it. */
  static Optional<String> prefix(Secret secret) {
    String text = secret.reveal();
    return wellFormed(text)
        ? Optional.of(text.substring(0, PREFIX.length() + SHOWN))
        : Optional.empty();
  }

  private static String check(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    return TEXT.encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
