package dev.sluice.access;

import dev.sluice.limit.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * On what terms a key is issued.
 *
 * @param user the id of whom it belongs to
 * @param expires from then on it is refused
 * @param revealable whether its text is kept, sealed, to be shown again
 */
public record Terms(
    String name,
    Optional<String> user,
    String note,
    List<String> tags,
    boolean enabled,
    Optional<Instant> expires,
    Reach reach,
    Map<SlotName, Slot> slots,
    Limits limits,
    boolean revealable) {

  public Terms {
    tags = List.copyOf(tags);
    slots = Map.copyOf(slots);
  }

  /** Where a request for the model goes, if the key has a place for it. */
  public Optional<Slot> slot(String model) {
    return slots.isEmpty()
        ? Optional.empty()
        : SlotName.ofModel(model).flatMap(name -> Optional.ofNullable(slots.get(name)));
  }

  Terms ofUser(String id) {
    return new Terms(
        name, Optional.of(id), note, tags, enabled, expires, reach, slots, limits, revealable);
  }
}
