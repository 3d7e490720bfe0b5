package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Questions that the store answers, put over HTTP. */
final class BooksFace {

  /** One of them. */
  @FunctionalInterface
  interface Question {
    CompletionStage<ObjectNode> put(Map<String, String> parameters) throws InvalidQuery;
  }

  private BooksFace() {}

  static void answer(RoutingContext context, Operation operation, Question question) {
    var asked =
        Sight.of(context).narrowed(parameters(context), operation == Operation.LIST_SESSIONS);
    if (asked.isEmpty()) {
      Sight.refuse(context);
      return;
    }
    CompletionStage<ObjectNode> stage;
    try {
      stage = question.put(asked.get());
    } catch (InvalidQuery e) {
      Problems.of(context, 400, e.problems());
      return;
    }
    Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
        .onSuccess(body -> json(context, 200, body))
        .onFailure(_ -> away(context));
  }

  static Map<String, String> parameters(RoutingContext context) {
    Map<String, String> parameters = new HashMap<>();
    context.queryParams().forEach(each -> parameters.put(each.getKey(), each.getValue()));
    return parameters;
  }

  static void away(RoutingContext context) {
    if (!context.response().ended()) {
      Problems.of(context, 503, "", "The books cannot be read now; see the gateway's log");
    }
  }

  static void json(RoutingContext context, int status, ObjectNode body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.toString());
  }
}
