package dev.sluice.config;

import java.io.IOException;
import java.nio.file.Path;

/** The document is not at the revision that a writer looked at. */
public final class RevisionConflict extends IOException {

  private static final long serialVersionUID = 1L;

  private final long current;

  RevisionConflict(long expected, long current) {
    super(
        "the configuration is at revision "
            + current
            + ", not "
            + expected
            + "; look at what changed (sluice config diff "
            + expected
            + ") and try again");
    this.current = current;
  }

  RevisionConflict(Path written, long current) {
    super(written + " was written meanwhile and is at revision " + current + "; edit it anew");
    this.current = current;
  }

  /** The revision that holds. */
  public long current() {
    return current;
  }
}
