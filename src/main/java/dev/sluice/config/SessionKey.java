package dev.sluice.config;

import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What signs the sessions of browsers: derived from {@code JWT_SECRET}, or from a secret that is
 * made once and kept in the data folder.
 */
public final class SessionKey {

  private static final String FILE = "session.key";
  private static final int BYTES = 32;

  private SessionKey() {}

  /** 32 bytes for each of two purposes, which tell nothing of each other. Blocks. */
  public static Derived of(Optional<Secret> given, Path dataDir) throws IOException {
    Secret secret = given.isPresent() ? given.get() : kept(dataDir);
    byte[] material = secret.reveal().getBytes(StandardCharsets.UTF_8);
    return new Derived(derive(material, "sluice session"), derive(material, "sluice csrf"));
  }

  /** Never printed: it is no record. */
  public static final class Derived {

    private final byte[] signing;
    private final byte[] csrf;

    Derived(byte[] signing, byte[] csrf) {
      this.signing = signing;
      this.csrf = csrf;
    }

    public byte[] signing() {
      return signing.clone();
    }

    public byte[] csrf() {
      return csrf.clone();
    }
  }

  private static Secret kept(Path dataDir) throws IOException {
    Path path = dataDir.resolve(FILE);
    if (Files.exists(path)) {
      return read(path);
    }
    PrivateFile.folder(dataDir);
    byte[] bits = new byte[BYTES];
    new SecureRandom().nextBytes(bits);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    try {
      PrivateFile.write(path, (text + "\n").getBytes(StandardCharsets.UTF_8));
      return Secret.of(text);
    } catch (FileAlreadyExistsException e) {
      return read(path);
    }
  }

  private static Secret read(Path path) throws IOException {
    String text = Files.readString(path).strip();
    if (text.length() < BYTES) {
      throw new IOException(path + " is damaged; remove it, and a new key is made");
    }
    return Secret.of(text);
  }

  private static byte[] derive(byte[] material, String purpose) {
    var parameters =
        HKDFParameterSpec.ofExtract()
            .addIKM(material)
            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), BYTES);
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }
}
