package dev.sluice.admin;

import dev.sluice.access.InvalidTerms;
import dev.sluice.config.Problem;
import java.util.List;

/** A key or a person that was to be kept and is wrong; the pointers lead from the body itself. */
public final class InvalidBody extends CommandFailed {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // Never serialized: it does not leave the process.
  private final List<Problem> problems;

  InvalidBody(InvalidTerms invalid) {
    super(Reason.INVALID, String.valueOf(invalid.getMessage()));
    this.problems = invalid.problems();
  }

  public List<Problem> problems() {
    return problems;
  }
}
