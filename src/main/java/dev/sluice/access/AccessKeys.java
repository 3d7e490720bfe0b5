package dev.sluice.access;

import dev.sluice.base.Secret;
import java.util.*;

public final class AccessKeys {
  private final List<Secret> keys;

  private AccessKeys(List<Secret> keys) {
    this.keys = keys;
  }

  public static AccessKeys of(List<Secret> keys) {
    return new AccessKeys(keys);
  }

  public Optional<Caller> find(String k) {
    return keys.stream()
        .filter(s -> s.matches(k))
        .findFirst()
        .map(s -> new Caller.Administrator(s.fingerprint()));
  }
}
