package dev.sluice.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * A key that seals secrets, derived from a text of any length.
 *
 * @param id names the key in what it sealed, and tells nothing of it
 */
record SealKey(String id, SecretKey key) {

  static final int ID_BYTES = 4;

  private static final int KEY_BYTES = 32;

  static SealKey of(String text) {
    byte[] material = text.getBytes(StandardCharsets.UTF_8);
    try {
      KDF derivation = KDF.getInstance("HKDF-SHA256");
      byte[] id = derivation.deriveData(expand(material, "sluice seal id", ID_BYTES));
      SecretKey key = derivation.deriveKey("AES", expand(material, "sluice seal key", KEY_BYTES));
      return new SealKey(HexFormat.of().formatHex(id), key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }

  /** A key of its own for telling known texts by their digests; it opens nothing. */
  SecretKey lookUpKey() {
    byte[] material = key.getEncoded();
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey("HmacSHA256", expand(material, "sluice look-up key", KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }

  private static HKDFParameterSpec expand(byte[] material, String purpose, int length) {
    return HKDFParameterSpec.ofExtract()
        .addIKM(material)
        .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), length);
  }

  @Override
  public String toString() {
    return "SealKey[" + id + "]";
  }
}
