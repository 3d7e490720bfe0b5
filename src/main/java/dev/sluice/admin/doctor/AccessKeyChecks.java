package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.words;

import dev.sluice.base.Secret;
import dev.sluice.base.Words;
import dev.sluice.config.AccessKeyRules;
import dev.sluice.health.Finding;
import java.util.List;
import java.util.Optional;

/** Whether the access key can be guessed. */
final class AccessKeyChecks {

  private static final Words CHECK = words("access key");
  private static final Words FIX =
      words("set PROXY_ACCESS_KEY to what openssl rand -hex 32 prints, and restart");

  private AccessKeyChecks() {}

  static List<Finding> of(Premises premises) {
    if (premises.accessKeys().isEmpty()) {
      return List.of(
          Finding.ok(
              FileChecks.GROUP,
              CHECK,
              words("none yet; the first sluice serve makes a strong one")));
    }
    return premises.accessKeys().stream().map(key -> of(key, premises)).toList();
  }

  /* On loopback a weak key is let pass at the start; a tunnel or a proxy opens it to others. */
  private static Finding of(Secret key, Premises premises) {
    Optional<Words> weakness = AccessKeyRules.weakness(key);
    if (weakness.isEmpty()) {
      return Finding.ok(
          FileChecks.GROUP, CHECK, words("{} has {} characters", key.masked(), key.length()));
    }
    Words seen = words("{} {}", key.masked(), weakness.get());
    return premises.settings().loopback()
        ? Finding.warning(FileChecks.GROUP, CHECK, seen, FIX)
        : Finding.failed(FileChecks.GROUP, CHECK, seen, FIX);
  }
}
