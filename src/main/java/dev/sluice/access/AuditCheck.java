package dev.sluice.access;

import java.util.Optional;

/**
 * Whether the whole trail holds together: each entry is what it was, and follows the one before.
 *
 * @param entries that were looked at
 * @param brokenAt the number of the first that was changed, or before which some were taken out
 */
public record AuditCheck(long entries, Optional<Long> brokenAt) {

  /** Nothing is looked at yet. */
  public static final class Walk {

    private long entries;
    private String last = AuditEntry.NOTHING;
    private Optional<Long> brokenAt = Optional.empty();

    /** The next entry, oldest first. */
    public void see(AuditEntry entry) {
      entries++;
      boolean follows = entry.number() == entries && entry.previous().equals(last);
      if (brokenAt.isEmpty() && !(follows && entry.intact())) {
        brokenAt = Optional.of(entry.number());
      }
      last = entry.hash();
    }

    public AuditCheck done() {
      return new AuditCheck(entries, brokenAt);
    }
  }
}
