package dev.sluice.access;

import dev.sluice.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What an issued key is known by: its HMAC-SHA-256 under a key of the gateway's own. Nothing can be
 * learnt of a key by the time that looking for its digest takes, nor from the store.
 *
 * @param keys under which digests may have been made; with none nothing is known
 */
record KeyDigest(List<SecretKey> keys) {

  KeyDigest {
    keys = List.copyOf(keys);
  }

  /** By each of the keys. */
  List<String> all(Secret secret) {
    return keys.stream().map(key -> digest(key, secret)).toList();
  }

  static String digest(SecretKey key, Secret secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] text = secret.reveal().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
