package dev.sluice.admin;

import dev.sluice.config.ConfigBusy;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.ConfigUnwritable;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Problem;
import dev.sluice.config.RevisionConflict;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that maps what a command fails with to an answer. */
final class Refusals {

  private static final Logger log = LoggerFactory.getLogger(Refusals.class);

  private Refusals() {}

  /** The answer, or what tells why there is none. */
  static Reply guard(ConfigFile file, Callable<Reply> work) {
    try {
      return work.call();
    } catch (InvalidChannel e) {
      return Reply.problem(400, "", fields(e.problems()));
    } catch (InvalidBody e) {
      return Reply.problem(400, "", fields(e.problems()));
    } catch (CommandFailed e) {
      return failed(e);
    } catch (RevisionConflict e) {
      return Reply.problem(412, String.valueOf(e.getMessage()), List.of()).at(e.current());
    } catch (InvalidConfiguration e) {
      return Reply.problem(
          409,
          "The document " + file.path().getFileName() + " is refused; mend it first",
          fields(e.problems()));
    } catch (UnresolvedSecret e) {
      return Reply.problem(409, String.valueOf(e.getMessage()), List.of());
    } catch (ConfigUnwritable | ConfigBusy e) {
      return Reply.problem(503, String.valueOf(e.getMessage()), List.of());
    } catch (IOException e) {
      log.warn("An administrative command failed", e);
      return Reply.problem(503, "The document cannot be read or written", List.of());
    } catch (Exception e) {
      throw new IllegalStateException("an administrative command failed", e);
    }
  }

  private static Reply failed(CommandFailed failure) {
    int status =
        switch (failure.reason()) {
          case NOT_FOUND -> 404;
          case AMBIGUOUS -> 409;
          case INVALID -> 400;
        };
    return Reply.problem(status, String.valueOf(failure.getMessage()), List.of());
  }

  private static List<FieldProblem> fields(List<Problem> problems) {
    return problems.stream().map(FieldProblem::of).toList();
  }
}
