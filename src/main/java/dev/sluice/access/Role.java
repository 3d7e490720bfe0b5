package dev.sluice.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do. */
public enum Role {
  ADMIN,
  MEMBER;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Role> of(String id) {
    return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
  }
}
