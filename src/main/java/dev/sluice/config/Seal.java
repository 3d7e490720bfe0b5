package dev.sluice.config;

import static java.util.stream.Collectors.joining;

import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Secrets at rest: {@code sealed:KEYID:...}, AES-256-GCM, bound to the channel that they belong to,
 * so that a sealed text moved to another channel opens nothing.
 */
final class Seal {

  private static final Pattern FORM = Pattern.compile("sealed:([0-9a-f]{8}):([A-Za-z0-9_-]+)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BYTES = 16;

  private final SealKeys keys;
  private final SecureRandom random = new SecureRandom();

  Seal(SealKeys keys) {
    this.keys = keys;
  }

  static boolean holds(String text) {
    return text.startsWith("sealed:");
  }

  String close(Secret secret, String channel) throws IOException {
    SealKey key = keys.sealing();
    byte[] whole = closed(key, secret.reveal().getBytes(StandardCharsets.UTF_8), channel);
    return "sealed:"
        + key.id()
        + ":"
        + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** As bytes for the store: the key's id, the nonce, the sealed text. */
  byte[] closeBytes(byte[] plain, String bound) throws IOException {
    SealKey key = keys.sealing();
    byte[] id = HexFormat.of().parseHex(key.id());
    byte[] whole = closed(key, plain, bound);
    return ByteBuffer.allocate(id.length + whole.length).put(id).put(whole).array();
  }

  private byte[] closed(SealKey key, byte[] plain, String bound) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, bound).doFinal(plain);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  Secret open(String text, String channel) throws UnresolvedSecret {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new UnresolvedSecret(
          "is no sealed secret (expected: sealed:KEYID:... as the gateway wrote it)");
    }
    try {
      return opened(key(parts.group(1)), Base64.getUrlDecoder().decode(parts.group(2)), channel);
    } catch (AEADBadTagException e) {
      throw new UnresolvedSecret(
          "was sealed for another channel id, or is damaged (expected: the channel's former id, or"
              + " the key itself)");
    } catch (IllegalArgumentException e) {
      throw new UnresolvedSecret("is a damaged sealed secret (expected: the key itself)");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  byte[] openBytes(byte[] sealed, String bound) throws UnresolvedSecret {
    if (sealed.length <= SealKey.ID_BYTES + NONCE_BYTES + TAG_BYTES) {
      throw new UnresolvedSecret("is damaged: it is too short to be sealed");
    }
    String id = HexFormat.of().formatHex(sealed, 0, SealKey.ID_BYTES);
    byte[] whole = Arrays.copyOfRange(sealed, SealKey.ID_BYTES, sealed.length);
    try {
      return plain(key(id), whole, bound);
    } catch (AEADBadTagException e) {
      throw new UnresolvedSecret("is damaged, or was sealed for something else");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** Whether the text is sealed for that channel by a key at hand. */
  boolean opens(String text, String channel) {
    try {
      return holds(text) && open(text, channel).length() > 0;
    } catch (UnresolvedSecret e) {
      return false;
    }
  }

  private static Secret opened(SealKey key, byte[] whole, String channel)
      throws GeneralSecurityException {
    if (whole.length <= NONCE_BYTES + TAG_BYTES) {
      throw new IllegalArgumentException("too short");
    }
    return Secret.of(new String(plain(key, whole, channel), StandardCharsets.UTF_8));
  }

  private static byte[] plain(SealKey key, byte[] whole, String bound)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(whole, NONCE_BYTES), bound)
        .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
  }

  private SealKey key(String id) throws UnresolvedSecret {
    List<SealKey> known;
    try {
      known = keys.known().toList();
    } catch (IOException e) {
      throw new UnresolvedSecret(
          "sealed with key " + id + ", and secret.key in the data folder cannot be read");
    }
    String others = known.stream().map(SealKey::id).collect(joining(", "));
    return known.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UnresolvedSecret(
                "sealed with key "
                    + id
                    + ", which is not here ("
                    + (others.isEmpty() ? "there is none" : "here: " + others)
                    + "; set "
                    + SealKeys.VARIABLE
                    + " or put back secret.key, or give the key anew)"));
  }

  private static Cipher cipher(int mode, SealKey key, byte[] nonce, String bound)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
