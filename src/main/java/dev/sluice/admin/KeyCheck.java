package dev.sluice.admin;

import dev.sluice.access.Admission;
import dev.sluice.access.Caller;
import dev.sluice.access.Front;
import dev.sluice.access.Gate;
import dev.sluice.admin.session.SignIn;
import dev.sluice.admin.session.SignIns;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody any further who has neither a key nor a session that one opened, and no key further
 * than its holder may go.
 */
final class KeyCheck {

  private static final int MOST_WAIT = 60;

  private static final String CALLER = "sluice.caller";
  private static final String SIGN_IN = "sluice.sign-in";
  private static final String ADDRESS = "sluice.address";

  private static final String CSRF_HEADER = "x-csrf-token";
  private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private static final Optional<String> NOTHING = Optional.empty();
  private static final Optional<String> MEMBER =
      Optional.of(
          "A member's key may only look at itself: GET /api/me, /api/keys, /api/stats, /api/sessions,"
              + " /api/requests/live, /api/events."
              + " Use the access key, or a key of a user whose role is admin.");

  private final Gate gate;
  private final Doorway doorway;
  private final SignIns signIns;

  KeyCheck(Gate gate, Doorway doorway, SignIns signIns) {
    this.gate = gate;
    this.doorway = doorway;
    this.signIns = signIns;
  }

  /** A key that is shown counts, also beside a cookie: then no browser sent it unasked. */
  void check(RoutingContext context) {
    var request = context.request();
    String address = doorway.front().address(request);
    context.put(ADDRESS, address);
    Optional<String> cookie = doorway.cookie().of(request);
    if (cookie.isEmpty() || Gate.showsKey(request.headers())) {
      judge(context, gate.admit(request.headers(), address));
      return;
    }
    request.pause();
    signIns
        .read(cookie.get())
        .onSuccess(found -> {
          request.resume();
          found.ifPresentOrElse(
              signIn -> enter(context, signIn),
              () -> Problems.of(context, 401, "", "Nobody is signed in here any more; sign in"));
        });
  }

  private void enter(RoutingContext context, SignIn signIn) {
    var caller = gate.again(signIn.mark());
    if (caller.isEmpty()) {
      Problems.of(context, 401, "", "The key that signed in is no longer valid; sign in again");
    } else if (forged(context, signIn, doorway.front())) {
      refuseForgery(context);
    } else {
      context.put(CALLER, caller.get());
      context.put(SIGN_IN, signIn);
      context.next();
    }
  }

  /** Whether a change comes from elsewhere than a page of the session. */
  static boolean forged(RoutingContext context, SignIn signIn, Front front) {
    var request = context.request();
    if (HARMLESS.contains(request.method())) {
      return false;
    }
    String shown = request.getHeader(CSRF_HEADER);
    return shown == null || !SignIns.proves(signIn, shown) || !front.sameOrigin(request);
  }

  static void refuseForgery(RoutingContext context) {
    Problems.of(
        context,
        403,
        "",
        "A change with a session needs its token in "
            + CSRF_HEADER
            + " (GET /api/auth/me tells it) and must come from a page of this gateway");
  }

  private void judge(RoutingContext context, Admission admission) {
    switch (admission) {
      case Admission.Admitted(var caller, _) -> {
        context.put(CALLER, caller);
        context.next();
      }
      case Admission.Refused refused -> refuse(context, refused);
      case Admission.SlowedDown slowed -> refuse(context, slowed);
    }
  }

  static void refuse(RoutingContext context, Admission.Refused refused) {
    context.response().putHeader("www-authenticate", "Bearer");
    Problems.of(context, 401, "", refused.message());
  }

  static void refuse(RoutingContext context, Admission.SlowedDown slowed) {
    long seconds = Math.clamp(slowed.retryAfter().plusMillis(999).toSeconds(), 1, MOST_WAIT);
    context.response().putHeader("retry-after", Long.toString(seconds));
    Problems.of(context, 429, "", slowed.message());
  }

  /** The session through which somebody was let in; empty: by a key. */
  static Optional<SignIn> signIn(RoutingContext context) {
    @Nullable SignIn found = context.get(SIGN_IN);
    return Optional.ofNullable(found);
  }

  /** Whoever was let in here, as often as it is asked, while the same would be let in again. */
  Supplier<Optional<Caller>> again(RoutingContext context) {
    String mark = signIn(context).map(SignIn::mark).orElseGet(() -> Gate.mark(caller(context)));
    BooleanSupplier lasts =
        signIn(context)
            .<BooleanSupplier>map(session -> () -> signIns.lasts(session))
            .orElse(() -> true);
    String address = address(context);
    return () ->
        lasts.getAsBoolean()
            ? gate.again(mark).filter(caller -> mayBeHere(caller, address))
            : Optional.empty();
  }

  private static boolean mayBeHere(Caller caller, String address) {
    return !(caller instanceof Caller.Holder holder)
        || holder.key().terms().reach().forbidsFrom(address).isEmpty();
  }

  /** Lets only those do something who may, from where they may. */
  static void permit(Operation operation, RoutingContext context) {
    Caller caller = caller(context);
    Optional<String> obstacle =
        caller instanceof Caller.Holder holder ? forbids(holder, operation, context) : NOTHING;
    obstacle.ifPresentOrElse(
        message -> Problems.of(context, 403, "", message), () -> context.next());
  }

  private static Optional<String> forbids(
      Caller.Holder holder, Operation operation, RoutingContext context) {
    return holder
        .key()
        .terms()
        .reach()
        .forbidsFrom(address(context))
        .or(() -> holder.administers() || operation.access() == Access.MEMBER ? NOTHING : MEMBER);
  }

  private static String address(RoutingContext context) {
    return Objects.requireNonNull(context.get(ADDRESS), "nobody was let in here");
  }

  /** Who was let in. */
  static Caller caller(RoutingContext context) {
    Caller caller = context.get(CALLER);
    if (caller == null) {
      throw new IllegalStateException("nobody was let in here");
    }
    return caller;
  }
}
