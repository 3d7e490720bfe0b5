package dev.sluice.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The families of models that Claude Code's slots ask for. */
public enum SlotName {
  OPUS,
  SONNET,
  HAIKU;

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SlotName> of(String id) {
    return Arrays.stream(values()).filter(slot -> slot.id().equals(id)).findFirst();
  }

  /** The slot that a requested model's name belongs to. */
  static Optional<SlotName> ofModel(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(slot -> name.contains(slot.id())).findFirst();
  }
}
