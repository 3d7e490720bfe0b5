package dev.sluice.config;

import static dev.sluice.base.Words.words;

import dev.sluice.base.Secret;
import dev.sluice.base.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the access key must be before the gateway listens where others reach it. */
public final class AccessKeyRules {

  private static final String VARIABLE = "PROXY_ACCESS_KEY";
  private static final int MIN_LENGTH = 16;
  private static final Set<String> PLACEHOLDERS = Set.of("change-me", "changeme");
  private static final String EXPECTED =
      " (expected: a secret of at least "
          + MIN_LENGTH
          + " characters; make one with: openssl rand -hex 32)";

  private AccessKeyRules() {}

  static List<Secret> read(Variables variables, String host) throws InvalidSetting {
    var keys = variables.text(VARIABLE).map(AccessKeyRules::split).orElse(List.of());
    for (String key : keys) {
      if (!key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw refused(key, "has a character that no header can carry");
      }
    }
    if (!Loopback.holds(host)) {
      demandStrength(keys, host);
    }
    return keys.stream().map(Secret::of).toList();
  }

  private static List<String> split(String value) {
    return Arrays.stream(value.split(","))
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .distinct()
        .toList();
  }

  private static void demandStrength(List<String> keys, String host) throws InvalidSetting {
    if (keys.isEmpty()) {
      throw new InvalidSetting(
          VARIABLE, "not set, but HOST " + host + " is reached by other machines" + EXPECTED);
    }
    for (String key : keys) {
      Optional<Words> weakness = weakness(Secret.of(key));
      if (weakness.isPresent()) {
        throw refused(key, weakness.get().text());
      }
    }
  }

  /** Why a key is no secret; empty: it is one. */
  public static Optional<Words> weakness(Secret key) {
    String lower = key.reveal().toLowerCase(Locale.ROOT);
    if (lower.startsWith("your-") || PLACEHOLDERS.contains(lower)) {
      return Optional.of(words("is a placeholder from an example"));
    }
    return key.length() < MIN_LENGTH
        ? Optional.of(words("has {} characters", key.length()))
        : Optional.empty();
  }

  private static InvalidSetting refused(String key, String why) {
    return new InvalidSetting(VARIABLE, Secret.of(key).masked() + " " + why + EXPECTED);
  }
}
