package dev.sluice.access;

import dev.sluice.limit.Limits;
import java.time.Instant;
import java.util.Optional;

/** A person, whose keys share what it may use. */
public record User(String id, Profile profile, Instant created) {

  /**
   * @param expires from then on its keys are refused
   * @param limits of all its keys together
   */
  public record Profile(
      String name,
      String note,
      Role role,
      boolean enabled,
      Optional<Instant> expires,
      Limits limits) {}

  public String subject() {
    return "user:" + id;
  }
}
