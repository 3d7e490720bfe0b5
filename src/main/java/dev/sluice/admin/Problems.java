package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Errors of the admin API: RFC 9457. */
final class Problems {

  private Problems() {}

  /**
   * Ends the answer.
   *
   * @param title empty: the status's own words
   * @param detail empty: none
   */
  static void of(RoutingContext context, int status, String title, String detail) {
    of(context, status, title, detail, List.of());
  }

  /** Ends the answer with what is wrong in the request, part by part. */
  static void of(RoutingContext context, int status, List<FieldProblem> problems) {
    of(context, status, "", "", problems);
  }

  private static void of(
      RoutingContext context,
      int status,
      String title,
      String detail,
      List<FieldProblem> problems) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title.isEmpty() ? HttpResponseStatus.valueOf(status).reasonPhrase() : title);
    body.put("status", status);
    if (!detail.isEmpty()) {
      body.put("detail", detail);
    }
    if (!problems.isEmpty()) {
      var errors = body.putArray("errors");
      problems.forEach(problem -> errors.add(problem.json()));
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(body.toString());
  }
}
