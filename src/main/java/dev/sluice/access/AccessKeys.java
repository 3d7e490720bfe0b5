package dev.sluice.access;

import dev.sluice.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/** The keys that open everything; several are valid at once while they are rotated. */
public final class AccessKeys {

  private static final MessageDigest SHA_256 = sha256();

  private final List<Known> keys;

  private static final class Known {

    private final byte[] digest;
    private final Caller caller;

    Known(Secret secret) {
      digest = digest(secret);
      caller = new Caller.Administrator(secret.fingerprint());
    }
  }

  public AccessKeys(List<Secret> secrets) {
    keys = secrets.stream().map(Known::new).toList();
  }

  /*
   * Digests have one length and hide where two secrets differ; every key is compared, so the time
   * does not tell which one fitted.
   */
  Optional<Caller> holder(Secret presented) {
    byte[] digest = digest(presented);
    Optional<Caller> holder = Optional.empty();
    for (Known key : keys) {
      if (MessageDigest.isEqual(key.digest, digest)) {
        holder = Optional.of(key.caller);
      }
    }
    return holder;
  }

  /** The holder of the key with this fingerprint, as long as it is one of them. */
  Optional<Caller> named(String fingerprint) {
    return keys.stream()
        .map(key -> key.caller)
        .filter(caller -> caller.equals(new Caller.Administrator(fingerprint)))
        .findFirst();
  }

  /* A copy of an unused one costs a fifth of looking the algorithm up among the providers. */
  private static byte[] digest(Secret secret) {
    try {
      return ((MessageDigest) SHA_256.clone())
          .digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every Java's SHA-256 can be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
