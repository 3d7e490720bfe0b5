package dev.sluice.protocol.convert;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a conversion lost or changed, for the caller to be told. Collected during one conversion,
 * used by one thread.
 */
public final class Losses {

  private static final int LONGEST = 1_024;

  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<Part> parts = new LinkedHashSet<>();

  /** A part of the request that the upstream gets only nearly, or not at all. */
  public void degraded(Part part, String how) {
    parts.add(part);
    warnings.add(part.text() + " " + how);
  }

  /** A member of the caller's own that the model has no name for, or only nearly. */
  public void degraded(String member, String how) {
    warnings.add(member + " " + how);
  }

  /** The parts that were degraded. */
  public Set<Part> parts() {
    return Set.copyOf(parts);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  public boolean isEmpty() {
    return warnings.isEmpty();
  }

  /** All of it in one line of at most 1,024 printable ASCII characters, for a header. */
  public String line() {
    String line = String.join("; ", warnings).replaceAll("[^\\x20-\\x7e]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  public void addAll(Losses others) {
    warnings.addAll(others.warnings);
    parts.addAll(others.parts);
  }
}
