package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.ext.web.RoutingContext;

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
    var body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", title.isEmpty() ? HttpResponseStatus.valueOf(status).reasonPhrase() : title);
    body.put("status", status);
    if (!detail.isEmpty()) {
      body.put("detail", detail);
    }
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/problem+json")
        .end(body.toString());
  }
}
