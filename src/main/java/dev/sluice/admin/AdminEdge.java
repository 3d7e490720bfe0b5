package dev.sluice.admin;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns a request into a checked call of an operation, and the reply into an answer. */
final class AdminEdge {

  private final Vertx vertx;

  AdminEdge(Vertx vertx) {
    this.vertx = vertx;
  }

  void call(Operation operation, RoutingContext context) {
    read(operation, context)
        .compose(body -> ask(operation, context.pathParams(), query(context), body, context))
        .onSuccess(reply -> send(context, reply))
        .onFailure(failure -> refuse(context, failure));
  }

  private static Map<String, String> query(RoutingContext context) {
    Map<String, String> query = new TreeMap<>();
    context.queryParams().forEach(query::put);
    return query;
  }

  /** The body of a request that is as the document has it. */
  Future<ObjectNode> read(Operation operation, RoutingContext context) {
    Map<String, String> path = context.pathParams();
    Map<String, String> query = query(context);
    Buffer sent = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
    byte[] body = sent.getBytes();
    String type = context.request().headers().get("content-type");
    return vertx
        .executeBlocking(() -> checked(operation, path, query, body, type), false)
        .map(read -> requireNonNull(read));
  }

  /** A body is wanted and is announced as something else. */
  static final class NoJson extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private static ObjectNode checked(
      Operation operation,
      Map<String, String> path,
      Map<String, String> query,
      byte[] body,
      @org.jspecify.annotations.Nullable String type)
      throws RequestCheck.Refused, NoJson {
    ApiDocument document = ApiDocument.shipped();
    if (document.body(operation).isPresent() && !isJson(type)) {
      throw new NoJson();
    }
    return new RequestCheck(document).read(operation, path, query, body);
  }

  /* A page of another origin can send text, forms and files, but no JSON without asking first. */
  private static boolean isJson(@org.jspecify.annotations.Nullable String type) {
    String bare = type == null ? "" : type.replaceFirst(";.*", "").strip();
    return List.of("application/json", "application/merge-patch+json")
        .contains(bare.toLowerCase(Locale.ROOT));
  }

  private Future<Reply> ask(
      Operation operation,
      Map<String, String> path,
      Map<String, String> query,
      ObjectNode body,
      RoutingContext context) {
    var ifMatch = Optional.ofNullable(context.request().headers().get("if-match"));
    var call = new AdminCall(operation, path, query, body, ifMatch, KeyCheck.caller(context));
    return AdminVerticle.CALLS.ask(vertx, call);
  }

  void refuse(RoutingContext context, Throwable failure) {
    send(context, refused(failure));
  }

  private static Reply refused(Throwable failure) {
    return switch (failure) {
      case RequestCheck.Refused refused -> Reply.problem(400, "", refused.problems());
      case NoJson _ ->
          Reply.problem(415, "Send the body as content-type: application/json", List.of());
      default -> Reply.problem(503, "The administrative side does not answer; retry", List.of());
    };
  }

  void send(RoutingContext context, Reply reply) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    context.response().setStatusCode(reply.status());
    reply.headers().forEach(context.response()::putHeader);
    context.response().end(reply.body());
  }
}
