package dev.sluice.admin;

import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Parameters of a query where none is taken. */
final class Strangers {

  private Strangers() {}

  /** Whether there are any; then the answer is ended. */
  static boolean refused(RoutingContext context) {
    List<FieldProblem> problems =
        context.queryParams().names().stream()
            .sorted()
            .<FieldProblem>map(name ->
                new FieldProblem.Parameter(
                    RequestCheck.cut(name), "unknown (expected: no parameter)"))
            .toList();
    if (problems.isEmpty()) {
      return false;
    }
    Problems.of(context, 400, problems);
    return true;
  }
}
