package dev.sluice.config;

import java.time.Instant;
import java.util.List;

/**
 * Which document holds, and what is wrong with the one on disk.
 *
 * @param revision that is served
 * @param problems of a newer document that was refused; empty: there is none
 */
public record ConfigStatus(Revision revision, List<Problem> problems) {

  /** Before the first document was read. */
  public static final ConfigStatus UNLOADED =
      new ConfigStatus(new Revision(-1, Instant.EPOCH, "", "", ""), List.of());
}
