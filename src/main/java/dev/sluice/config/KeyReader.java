package dev.sluice.config;

import dev.sluice.base.Secret;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a channel's keys. No problem that it tells quotes a secret. */
final class KeyReader {

  private static final List<String> KNOWN = List.of("secret", "name", "enabled");

  private final SecretSource secrets;

  KeyReader(SecretSource secrets) {
    this.secrets = secrets;
  }

  /**
   * @param channel the id that sealed secrets are bound to
   */
  List<KeyConfig> read(Place keys, String channel) {
    var read = new ArrayList<KeyConfig>();
    Set<String> seen = new HashSet<>();
    for (Place item : keys.items()) {
      key(item, channel)
          .ifPresent(key -> {
            if (!seen.add(key.id())) {
              item.problems().add(item.pointer(), "the same secret as an earlier key");
            }
            read.add(key);
          });
    }
    return read;
  }

  private Optional<KeyConfig> key(Place place, String channel) {
    Optional<Members> found = Members.secretive(place, KNOWN);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Members members = found.get();
    String name = members.get("name").flatMap(Place::line).orElse("");
    boolean enabled = members.flag("enabled", true);
    Optional<Place> written = members.required("secret", "a key, env:NAME or file:PATH");
    return written
        .flatMap(text -> secret(text, channel))
        .map(secret -> {
          String text = written.get().node().textValue();
          return new KeyConfig(secret, SecretSource.isReference(text) ? text : "", name, enabled);
        });
  }

  private Optional<Secret> secret(Place place, String channel) {
    if (!place.node().isTextual()) {
      return place.wrong("a string");
    }
    String text = place.node().textValue();
    if (text.isEmpty()) {
      place.problems().add(place.pointer(), "empty (expected: a key, env:NAME or file:PATH)");
      return Optional.empty();
    }
    try {
      return Optional.of(checked(secrets.find(text, channel)));
    } catch (UnresolvedSecret e) {
      place.problems().add(place.pointer(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Secret checked(Secret secret) throws UnresolvedSecret {
    if (secret.reveal().chars().anyMatch(Character::isISOControl)) {
      throw new UnresolvedSecret("has a control character (expected: one line of text)");
    }
    return secret;
  }
}
