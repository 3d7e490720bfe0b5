package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.bodies.KeptBodies;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** {@code GET /api/stats/logs} and {@code /api/stats/logs/{id}}. */
final class RequestsFace {

  private final RequestRecords requests;
  private final KeptBodies bodies;
  private final InstantSource clock;

  RequestsFace(RequestRecords requests, KeptBodies bodies, InstantSource clock) {
    this.requests = requests;
    this.bodies = bodies;
    this.clock = clock;
  }

  void list(RoutingContext context) {
    Sight sight = Sight.of(context);
    var asked = sight.narrowed(BooksFace.parameters(context), false);
    if (asked.isEmpty()) {
      Sight.refuse(context);
      return;
    }
    RequestQuery query;
    try {
      query = Asked.of(asked.get(), clock);
    } catch (InvalidQuery e) {
      Problems.of(context, 400, e.problems());
      return;
    }
    answer(context, requests.page(query), page -> json(context, sight.shown(RequestJson.of(page))));
  }

  void one(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    Sight sight = Sight.of(context);
    String id = String.valueOf(context.pathParam("id"));
    answer(
        context,
        requests
            .find(id)
            .thenApply(found -> found.filter(record -> sight.holds(record.caller())))
            .thenCombine(bodies.of(id), RequestJson::whole),
        found ->
            found.ifPresentOrElse(
                record -> json(context, sight.shown(record)),
                () -> Problems.of(context, 404, "", "No request with this id is kept")));
  }

  private static <T> void answer(
      RoutingContext context, CompletionStage<T> stage, Consumer<T> told) {
    Future.fromCompletionStage(stage, context.vertx().getOrCreateContext())
        .onSuccess(told::accept)
        .onFailure(_ ->
            Problems.of(
                context, 503, "", "The request log cannot be read now; see the gateway's log"));
  }

  private static void json(RoutingContext context, ObjectNode body) {
    context
        .response()
        .putHeader("content-type", "application/json")
        .putHeader("cache-control", "no-store")
        .end(body.toString());
  }
}
