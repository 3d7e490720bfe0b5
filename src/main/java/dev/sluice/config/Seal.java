package dev.sluice.config;

import static java.util.stream.Collectors.joining;

import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
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
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, channel).doFinal(plain);
      byte[] whole =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return "sealed:"
          + key.id()
          + ":"
          + Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
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
    byte[] nonce = java.util.Arrays.copyOf(whole, NONCE_BYTES);
    byte[] plain =
        cipher(Cipher.DECRYPT_MODE, key, nonce, channel)
            .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
    return Secret.of(new String(plain, StandardCharsets.UTF_8));
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

  private static Cipher cipher(int mode, SealKey key, byte[] nonce, String channel)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.key(), new GCMParameterSpec(8 * TAG_BYTES, nonce));
    cipher.updateAAD(channel.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
