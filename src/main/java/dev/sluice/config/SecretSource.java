package dev.sluice.config;

import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** Finds the secret that the document's text means. */
public interface SecretSource {

  /**
   * The secret that is meant by a secret's own text, {@code env:NAME}, {@code file:PATH}, or {@code
   * sealed:...}.
   *
   * @param channel the id that a sealed text is bound to
   */
  Secret find(String text, String channel) throws UnresolvedSecret;

  /** As below, with the key of {@code folder} or of the environment. */
  static SecretSource of(Map<String, String> environment, Path folder) {
    return of(environment, folder, new Seal(SealKeys.of(environment, folder)));
  }

  /** Looks where the text says; a relative {@code file:} leads from {@code folder}. */
  static SecretSource of(Map<String, String> environment, Path folder, Seal seal) {
    return (text, channel) -> {
      if (Seal.holds(text)) {
        return seal.open(text, channel);
      }
      if (text.startsWith("env:")) {
        return fromEnvironment(text.substring(4), environment);
      }
      if (text.startsWith("file:")) {
        return fromFile(text.substring(5), folder);
      }
      return Secret.of(text);
    };
  }

  /**
   * A reference that leads nowhere stands for itself: for commands, which may run without the
   * gateway's environment.
   */
  default SecretSource orAsWritten() {
    return (text, channel) -> {
      try {
        return find(text, channel);
      } catch (UnresolvedSecret e) {
        if (isReference(text)) {
          return Secret.of(text);
        }
        throw e;
      }
    };
  }

  /** Sealed texts that were opened before also open where a command moves them. */
  default SecretSource knowing(Map<String, Secret> opened) {
    return (text, channel) -> {
      Secret known = opened.get(text);
      return known == null ? find(text, channel) : known;
    };
  }

  /** Whether the text names a place instead of being a secret. */
  static boolean isReference(String text) {
    return text.startsWith("env:") || text.startsWith("file:");
  }

  private static Secret fromEnvironment(String name, Map<String, String> environment)
      throws UnresolvedSecret {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new UnresolvedSecret("names no variable (expected: env:NAME)");
    }
    String value = environment.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw new UnresolvedSecret("the variable " + name + " is not set");
    }
    return Secret.of(value);
  }

  private static Secret fromFile(String path, Path folder) throws UnresolvedSecret {
    final int maxBytes = 65_536;
    try {
      Path file = folder.resolve(path);
      if (path.isBlank() || !Files.isRegularFile(file) || Files.size(file) > maxBytes) {
        throw new UnresolvedSecret("the file " + path + " is not there, or is no small text file");
      }
      String value = Files.readString(file, StandardCharsets.UTF_8).replaceFirst("[\r\n]+$", "");
      if (value.isEmpty()) {
        throw new UnresolvedSecret("the file " + path + " is empty");
      }
      return Secret.of(value);
    } catch (IOException | InvalidPathException e) {
      throw new UnresolvedSecret("the file " + path + " cannot be read");
    }
  }
}
