package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.access.Gate;
import dev.sluice.admin.session.SignIn;
import dev.sluice.admin.session.SignIns;
import dev.sluice.base.Secret;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** {@code /api/auth}: browsers sign in and out, and anyone with a key asks who that makes them. */
final class SignInFace {

  private final Gate gate;
  private final Doorway doorway;
  private final SignIns signIns;
  private final AdminEdge edge;

  SignInFace(Gate gate, Doorway doorway, SignIns signIns, AdminEdge edge) {
    this.gate = gate;
    this.doorway = doorway;
    this.signIns = signIns;
    this.edge = edge;
  }

  void signIn(RoutingContext context) {
    if (!doorway.front().sameOrigin(context.request())) {
      Problems.of(context, 403, "", "Sign in on a page of this gateway, not of another origin");
      return;
    }
    edge.read(Operation.SIGN_IN, context)
        .onSuccess(body -> judge(context, body))
        .onFailure(failure -> edge.refuse(context, failure));
  }

  private void judge(RoutingContext context, ObjectNode body) {
    var key = Secret.of(body.path("accessKey").asText());
    switch (gate.admit(key, doorway.front().address(context.request()))) {
      case Admission.Admitted(var caller, _) ->
          open(context, caller, body.path("remember").asBoolean());
      case Admission.Refused refused -> KeyCheck.refuse(context, refused);
      case Admission.SlowedDown slowed -> KeyCheck.refuse(context, slowed);
    }
  }

  private void open(RoutingContext context, Caller caller, boolean remember) {
    SignIns.Opened opened = signIns.open(Gate.mark(caller), remember);
    doorway.cookie().set(context.request(), opened);
    tell(context, caller, Optional.of(opened.signIn()));
  }

  void whoAmI(RoutingContext context) {
    if (!Strangers.refused(context)) {
      tell(context, KeyCheck.caller(context), KeyCheck.signIn(context));
    }
  }

  private static void tell(RoutingContext context, Caller caller, Optional<SignIn> signIn) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    switch (caller) {
      case Caller.Administrator _ -> body.put("kind", "access").put("name", "administrator");
      case Caller.Holder(var key, _) -> body.put("kind", "key").put("name", key.terms().name());
    }
    body.put("role", caller.administers() ? "admin" : "member");
    signIn.ifPresentOrElse(
        session ->
            body.put("csrf", session.csrf()).put("expiresAt", session.expiresAt().toString()),
        () -> body.putNull("csrf").putNull("expiresAt"));
    context.response().putHeader("content-type", "application/json").end(body.toString());
  }

  /** Whoever is not signed in is signed out all the same. */
  void signOut(RoutingContext context) {
    if (Strangers.refused(context)) {
      return;
    }
    signIns
        .read(doorway.cookie().of(context.request()).orElse(""))
        .onSuccess(found -> {
          if (found.isPresent() && KeyCheck.forged(context, found.get(), doorway.front())) {
            KeyCheck.refuseForgery(context);
            return;
          }
          found.ifPresent(signIns::end);
          doorway.cookie().clear(context.request());
          context.response().setStatusCode(204).end();
        });
  }
}
