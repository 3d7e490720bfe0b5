package dev.sluice.access;

import dev.sluice.base.Secret;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All issued keys and people at one moment. */
public final class Directory {

  public static final Directory EMPTY =
      new Directory(new KeyDigest(List.of()), List.of(), List.of());

  private final KeyDigest digest;
  private final Map<String, IssuedKey> keys = new LinkedHashMap<>();
  private final Map<String, User> users = new LinkedHashMap<>();
  private final Map<String, IssuedKey> byDigest = new HashMap<>();

  Directory(KeyDigest digest, Collection<IssuedKey> keys, Collection<User> users) {
    this.digest = digest;
    users.forEach(user -> this.users.put(user.id(), user));
    for (IssuedKey key : keys) {
      this.keys.put(key.id(), key);
      byDigest.put(key.credential().digest(), key);
      key.credential().former().ifPresent(former -> byDigest.put(former.digest(), key));
    }
  }

  public List<IssuedKey> keys() {
    return List.copyOf(keys.values());
  }

  public List<User> users() {
    return List.copyOf(users.values());
  }

  public Optional<IssuedKey> key(String idOrName) {
    return Optional.ofNullable(keys.get(idOrName))
        .or(() ->
            keys.values().stream().filter(key -> key.terms().name().equals(idOrName)).findFirst());
  }

  public Optional<User> user(String idOrName) {
    return Optional.ofNullable(users.get(idOrName))
        .or(() ->
            users.values().stream()
                .filter(user -> user.profile().name().equals(idOrName))
                .findFirst());
  }

  public Optional<User> owner(IssuedKey key) {
    return key.terms().user().map(users::get);
  }

  /** The subjects whose use is counted. */
  Set<String> subjects() {
    Set<String> subjects = new HashSet<>();
    keys.values().forEach(key -> subjects.add(key.subject()));
    users.values().forEach(user -> subjects.add(user.subject()));
    return subjects;
  }

  /** Costs the same whatever is presented. */
  Recognition recognise(Secret presented, Instant now) {
    Recognition found = new Recognition.Unknown();
    for (String each : digest.all(presented)) {
      IssuedKey key = byDigest.get(each);
      if (key != null) {
        found = recognised(key, each, now);
      }
    }
    return found;
  }

  /** Whoever was recognised before, by the digest of the secret that was shown then. */
  Recognition again(String digestOfIt, Instant now) {
    IssuedKey key = byDigest.get(digestOfIt);
    return key == null ? new Recognition.Unknown() : recognised(key, digestOfIt, now);
  }

  private Recognition recognised(IssuedKey key, String digestOfIt, Instant now) {
    Optional<String> obstacle =
        replaced(key, digestOfIt, now)
            .or(() -> standing("This key", key.terms().enabled(), key.terms().expires(), now))
            .or(() ->
                owner(key)
                    .map(User::profile)
                    .flatMap(owner ->
                        standing(
                            "The person that this key belongs to",
                            owner.enabled(),
                            owner.expires(),
                            now)));
    return obstacle
        .<Recognition>map(message -> new Recognition.Barred(key.id(), message))
        .orElseGet(() -> new Recognition.Known(new Caller.Holder(key, owner(key))));
  }

  private static Optional<String> replaced(IssuedKey key, String digestOfIt, Instant now) {
    return key.credential()
        .former()
        .filter(former -> former.digest().equals(digestOfIt))
        .filter(former -> !now.isBefore(former.until()))
        .map(former ->
            "This key was replaced by another at " + former.until() + ". Use the new one.");
  }

  private static Optional<String> standing(
      String who, boolean enabled, Optional<Instant> expires, Instant now) {
    if (!enabled) {
      return Optional.of(who + " is disabled. Ask whoever runs this gateway to enable it.");
    }
    return expires
        .filter(end -> !now.isBefore(end))
        .map(end -> who + " expired at " + end + ". Ask whoever runs this gateway for more time.");
  }
}
