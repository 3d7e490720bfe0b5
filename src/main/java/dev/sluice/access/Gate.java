package dev.sluice.access;

import dev.sluice.base.Secret;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets requests in that show a key which the gateway knows. */
public final class Gate {

  static final String REFUSAL =
      "This gateway does not accept the key of this request. Send the gateway's own key, and no"
          + " other, as x-api-key or as Authorization: Bearer.";
  static final String SLOW_DOWN =
      "Too many unknown keys came from this address. Check the key, then try again later.";

  /* Vendors' own credentials: one that a client sends along unasked is no second gateway key. */
  private static final List<String> FOREIGN =
      List.of("sk-ant-", "sk-proj-", "sk-or-", "AIza", "eyJ");

  private static final Recognition UNKNOWN = new Recognition.Unknown();
  private static final Secret NOTHING = Secret.of("nothing was presented");

  private final AccessKeys accessKeys;
  private final Issued issued;
  private final KnockLimiter limiter;

  public Gate(AccessKeys accessKeys, Issued issued, KnockLimiter limiter) {
    this.accessKeys = accessKeys;
    this.issued = issued;
    this.limiter = limiter;
  }

  /**
   * Judges a request for inference.
   *
   * @param queryKey the {@code key} of the query, which counts for Gemini's clients only
   * @param address the caller's
   */
  public Admission admit(
      Protocol protocol, MultiMap headers, Optional<String> queryKey, String address) {
    Credentials credentials = Credentials.of(protocol, headers, queryKey);
    if (credentials.isEmpty()) {
      /* As much work as for a wrong key. */
      var _ = look(NOTHING);
      return new Admission.Refused(REFUSAL);
    }
    List<Shown> gateway = look(credentials.gateway());
    List<Shown> shared = look(credentials.shared());
    boolean ownLogin = !gateway.isEmpty() && shared.stream().anyMatch(Shown::isUnknown);
    return switch (gateway.isEmpty() ? fromShared(shared) : besideLogin(gateway, shared)) {
      case Recognition.Unknown _ -> turnAway(address);
      case Recognition.Barred(_, var message) -> new Admission.Refused(message);
      case Recognition.Known(var caller) -> {
        limiter.welcome(address);
        yield new Admission.Admitted(caller, ownLogin);
      }
    };
  }

  /** Judges a request for anything else, where an address never carries a key. */
  public Admission admit(MultiMap headers, String address) {
    return admit(Protocol.ANTHROPIC, headers, Optional.empty(), address);
  }

  private List<Shown> look(List<Secret> secrets) {
    return secrets.stream().map(secret -> new Shown(secret, look(secret))).toList();
  }

  /* Both are asked whatever the first says. */
  private Recognition look(Secret secret) {
    Optional<Caller> administrator = accessKeys.holder(secret);
    Recognition holder = issued.recognise(secret);
    return administrator.<Recognition>map(Recognition.Known::new).orElse(holder);
  }

  private Admission turnAway(String address) {
    return limiter
        .knock(address)
        .<Admission>map(wait -> new Admission.SlowedDown(SLOW_DOWN, wait))
        .orElseGet(() -> new Admission.Refused(REFUSAL));
  }

  /* Beside x-sluice-key the rest is the caller's login, unless it is another gateway key. */
  private static Recognition besideLogin(List<Shown> gateway, List<Shown> shared) {
    if (gateway.stream().anyMatch(Shown::isUnknown)) {
      return UNKNOWN;
    }
    return only(Stream.concat(gateway.stream(), shared.stream()));
  }

  private static Recognition fromShared(List<Shown> shared) {
    if (shared.stream().anyMatch(shown -> shown.isUnknown() && !shown.isForeign())) {
      return UNKNOWN;
    }
    return only(shared.stream());
  }

  /* Two callers in one request: whose is it? */
  private static Recognition only(Stream<Shown> shown) {
    List<Recognition> known =
        shown.filter(each -> !each.isUnknown()).map(Shown::recognition).distinct().toList();
    return known.size() == 1 ? known.getFirst() : UNKNOWN;
  }

  private record Shown(Secret secret, Recognition recognition) {

    boolean isUnknown() {
      return recognition instanceof Recognition.Unknown;
    }

    boolean isForeign() {
      return FOREIGN.stream().anyMatch(secret.reveal()::startsWith);
    }
  }
}
