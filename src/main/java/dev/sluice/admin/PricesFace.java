package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AuditNote;
import dev.sluice.ledger.price.InvalidPrices;
import dev.sluice.ledger.price.Prices;
import dev.sluice.ledger.price.Recomputation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api/prices} and {@code /api/prices/sync}. */
final class PricesFace {

  private static final Logger log = LoggerFactory.getLogger(PricesFace.class);

  private final Vertx vertx;
  private final AdminEdge edge;
  private final Prices prices;
  private final PriceAnswers answers;
  private final PriceFeed feed;
  private final RecomputeAnswers recomputed;
  private final Trail trail;
  private final InstantSource clock;

  PricesFace(Vertx vertx, AdminEdge edge, Books books, InstantSource clock) {
    this.vertx = vertx;
    this.edge = edge;
    this.prices = books.prices();
    this.answers = new PriceAnswers(prices);
    this.feed = books.feed();
    this.trail = books.trail();
    this.clock = clock;
    this.recomputed = new RecomputeAnswers(books.recomputation(), clock);
  }

  /** Work that may refuse what it is given. */
  @FunctionalInterface
  private interface Change {
    CompletionStage<ObjectNode> make() throws InvalidPrices;
  }

  void list(RoutingContext context) {
    edge.read(Operation.LIST_PRICES, context)
        .compose(_ -> opened().otherwiseEmpty())
        .onSuccess(_ -> reply(context, answers.list()))
        .onFailure(failure -> fail(context, failure));
  }

  void put(RoutingContext context) {
    edge.read(Operation.SET_PRICES, context)
        .compose(said -> opened().map(said))
        .compose(said ->
            matching(context)
                ? done(() -> answers.put(said))
                    .onSuccess(_ -> price(said))
                    .compose(told -> noted(told, Trail.ofPrices(now(), author(context), said)))
                : PricesFace.<ObjectNode>stale())
        .onSuccess(body -> reply(context, body))
        .onFailure(failure -> fail(context, failure));
  }

  /* Many attempts may wait for a price; the one who says it does not wait for them. */
  private void price(ObjectNode said) {
    recomputed
        .price(said)
        .whenComplete((_, failure) -> {
          if (failure != null) {
            log.warn(
                "What was booked without a price has none yet, see sluice price recompute: {}",
                failure.getMessage());
          }
        });
  }

  /** With a list in the body that list is taken, else that of the feed. */
  void sync(RoutingContext context) {
    edge.read(Operation.SYNC_PRICES, context)
        .compose(said -> opened().map(said))
        .compose(said -> {
          boolean apply = said.path("apply").asBoolean(false);
          return matching(context)
              ? list(said)
                  .compose(list -> done(() -> answers.take(list, apply)))
                  .compose(told ->
                      apply
                          ? noted(told, Trail.ofList(now(), author(context), told))
                          : Future.succeededFuture(told))
              : stale();
        })
        .onSuccess(body -> reply(context, body))
        .onFailure(failure -> fail(context, failure));
  }

  /** Costs of what was booked, at the prices that hold. */
  void recompute(RoutingContext context) {
    edge.read(Operation.RECOMPUTE_COSTS, context)
        .compose(said ->
            matching(context) ? done(() -> recomputed.put(said)) : PricesFace.<ObjectNode>stale())
        .compose(told ->
            told.path("applied").asBoolean()
                ? noted(told, Trail.ofCosts(now(), author(context), told))
                : Future.succeededFuture(told))
        .onSuccess(body -> reply(context, body))
        .onFailure(failure -> fail(context, failure));
  }

  private Instant now() {
    return clock.instant();
  }

  private static String author(RoutingContext context) {
    return AdminCall.author(KeyCheck.caller(context));
  }

  private Future<ObjectNode> noted(ObjectNode told, AuditNote note) {
    return Future.fromCompletionStage(trail.note(note), vertx.getOrCreateContext()).map(told);
  }

  /* The book may not have been read yet. */
  private Future<Void> opened() {
    return Future.fromCompletionStage(prices.open(), vertx.getOrCreateContext());
  }

  private Future<byte[]> list(ObjectNode said) {
    return said.path("list").isObject()
        ? Future.succeededFuture(said.path("list").toString().getBytes(StandardCharsets.UTF_8))
        : feed.read(vertx);
  }

  /* A long list takes its time to be read. */
  private Future<ObjectNode> done(Change change) {
    return vertx
        .executeBlocking(change::make, false)
        .compose(stage -> Future.fromCompletionStage(stage, vertx.getOrCreateContext()));
  }

  private boolean matching(RoutingContext context) {
    String wanted = context.request().headers().get("if-match");
    return wanted == null || wanted.equals("*") || wanted.equals(etag());
  }

  private String etag() {
    return '"' + answers.revision() + '"';
  }

  private static final class Stale extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static <T> Future<T> stale() {
    return Future.failedFuture(new Stale());
  }

  private void reply(RoutingContext context, ObjectNode body) {
    context.response().putHeader("etag", etag());
    BooksFace.json(context, 200, body);
  }

  private void fail(RoutingContext context, Throwable failure) {
    switch (failure) {
      case RequestCheck.Refused refused ->
          edge.send(context, Reply.problem(400, "", refused.problems()));
      case InvalidPrices invalid ->
          edge.send(context, Reply.problem(400, String.valueOf(invalid.getMessage()), List.of()));
      case Recomputation.Busy busy ->
          edge.send(context, Reply.problem(409, String.valueOf(busy.getMessage()), List.of()));
      case Stale _ -> {
        context.response().putHeader("etag", etag());
        edge.send(
            context,
            Reply.problem(412, "The prices have changed since; look at them again", List.of()));
      }
      default -> {
        if (!(failure instanceof AdminEdge.NoJson)) {
          log.warn("Prices cannot be shown or changed", failure);
        }
        edge.refuse(context, failure);
      }
    }
  }
}
