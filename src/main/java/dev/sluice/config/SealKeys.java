package dev.sluice.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys at hand: that of {@code SLUICE_SECRET_KEY} and that of {@code secret.key} in the data
 * folder. The first seals; both open, so that the variable can take over from the file.
 */
final class SealKeys {

  static final String VARIABLE = "SLUICE_SECRET_KEY";
  private static final int MIN_LENGTH = 16;
  private static final int BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Optional<SealKey> given;
  private final Path file;

  private SealKeys(Optional<SealKey> given, Path file) {
    this.given = given;
    this.file = file;
  }

  static SealKeys of(Map<String, String> environment, Path dataDir) {
    String text = environment.getOrDefault(VARIABLE, "").strip();
    Optional<SealKey> given = text.isEmpty() ? Optional.empty() : Optional.of(SealKey.of(text));
    return new SealKeys(given, dataDir.resolve("secret.key"));
  }

  /** Refuses a variable that protects nothing. */
  static void check(Variables variables) throws InvalidSetting {
    Optional<String> text = variables.text(VARIABLE);
    if (text.isPresent() && text.get().length() < MIN_LENGTH) {
      throw new InvalidSetting(
          VARIABLE,
          "has "
              + text.get().length()
              + " characters (expected: at least "
              + MIN_LENGTH
              + "; make one with: openssl rand -hex 32)");
    }
  }

  /** All keys at hand, none made. */
  Stream<SealKey> known() throws IOException {
    return Stream.concat(given.stream(), fromFile().stream());
  }

  /** The key that seals; made when there is none. */
  SealKey sealing() throws IOException {
    if (given.isPresent()) {
      return given.get();
    }
    Optional<SealKey> stored = fromFile();
    return stored.isPresent() ? stored.get() : made();
  }

  private SealKey made() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFile.folder(folder);
    }
    try (WriterLock _ = WriterLock.take(file.resolveSibling("secret.key.lock"), PATIENCE)) {
      Optional<SealKey> other = fromFile();
      if (other.isPresent()) {
        return other.get();
      }
      byte[] bits = new byte[BYTES];
      new SecureRandom().nextBytes(bits);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
      FileReplacement.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
      return SealKey.of(text);
    }
  }

  private Optional<SealKey> fromFile() throws IOException {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    String text = Files.readString(file).strip();
    if (text.isEmpty()) {
      throw new IOException(
          file + " is empty; put the key back, or remove it and give sealed secrets anew");
    }
    return Optional.of(SealKey.of(text));
  }
}
