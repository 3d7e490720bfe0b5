package dev.sluice.config;

import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The access key that was made for a gateway on loopback that was given none.
 *
 * @param made just now, so that its owner has yet to be told
 */
public record AccessKeyFile(Path path, Secret key, boolean made) {

  private static final String PREFIX = "slu-";
  private static final int BYTES = 32;

  /** Reads {@code access-key} of the folder, or makes it. */
  public static AccessKeyFile in(Path dataDir, SecureRandom random) throws IOException {
    Path path = dataDir.resolve("access-key");
    if (Files.exists(path)) {
      return read(path);
    }
    PrivateFile.folder(dataDir);
    byte[] bits = new byte[BYTES];
    random.nextBytes(bits);
    String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    try {
      PrivateFile.write(path, (key + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      return read(path);
    }
    return new AccessKeyFile(path, Secret.of(key), true);
  }

  private static AccessKeyFile read(Path path) throws IOException {
    String key = Files.readString(path).strip();
    if (key.isEmpty()) {
      throw new IOException(path + " is empty; remove it, and a new key is made");
    }
    return new AccessKeyFile(path, Secret.of(key), false);
  }
}
