package dev.sluice.access;

import dev.sluice.base.Secret;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  private static final Secret NOTHING = Secret.of("nothing was presented");

  private final AccessKeys accessKeys;
  private final KnockLimiter limiter;

  public Gate(AccessKeys accessKeys, KnockLimiter limiter) {
    this.accessKeys = accessKeys;
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
      accessKeys.holder(NOTHING);
      return new Admission.Refused(REFUSAL);
    }
    List<Shown> gateway = look(credentials.gateway());
    List<Shown> shared = look(credentials.shared());
    Optional<Caller> caller = gateway.isEmpty() ? fromShared(shared) : besideLogin(gateway, shared);
    if (caller.isEmpty()) {
      return turnAway(address);
    }
    limiter.welcome(address);
    boolean ownLogin = !gateway.isEmpty() && anyUnknown(shared);
    return new Admission.Admitted(caller.get(), ownLogin);
  }

  /** Judges a request for anything else, where an address never carries a key. */
  public Admission admit(MultiMap headers, String address) {
    return admit(Protocol.ANTHROPIC, headers, Optional.empty(), address);
  }

  /** Judges a key that was typed in. */
  public Admission admit(Secret key, String address) {
    var headers = MultiMap.caseInsensitiveMultiMap().add(Credentials.X_API_KEY, key.reveal());
    return admit(headers, address);
  }

  /** Whether a request shows anything that could be a key. */
  public static boolean showsKey(MultiMap headers) {
    return !Credentials.of(Protocol.ANTHROPIC, headers, Optional.empty()).isEmpty();
  }

  /**
   * Who signed in with an access key, as long as it is one.
   *
   * @param fingerprint the key's
   */
  public Optional<Caller> administrator(String fingerprint) {
    return accessKeys.named(fingerprint);
  }

  private List<Shown> look(List<Secret> secrets) {
    List<Shown> shown = new ArrayList<>(secrets.size());
    for (Secret secret : secrets) {
      shown.add(new Shown(secret, accessKeys.holder(secret)));
    }
    return shown;
  }

  private Admission turnAway(String address) {
    return limiter
        .knock(address)
        .<Admission>map(wait -> new Admission.SlowedDown(SLOW_DOWN, wait))
        .orElseGet(() -> new Admission.Refused(REFUSAL));
  }

  /* Beside x-sluice-key the rest is the caller's login, unless it is another gateway key. */
  private static Optional<Caller> besideLogin(List<Shown> gateway, List<Shown> shared) {
    if (anyUnknown(gateway)) {
      return Optional.empty();
    }
    List<Shown> all = new ArrayList<>(gateway);
    all.addAll(shared);
    return only(all);
  }

  private static Optional<Caller> fromShared(List<Shown> shared) {
    for (Shown shown : shared) {
      if (shown.isUnknown() && !shown.isForeign()) {
        return Optional.empty();
      }
    }
    return only(shared);
  }

  private static boolean anyUnknown(List<Shown> shown) {
    for (Shown each : shown) {
      if (each.isUnknown()) {
        return true;
      }
    }
    return false;
  }

  /* Two callers in one request: whose is it? */
  private static Optional<Caller> only(List<Shown> shown) {
    Optional<Caller> found = Optional.empty();
    for (Shown each : shown) {
      if (found.isPresent() && !each.isUnknown() && !found.equals(each.holder())) {
        return Optional.empty();
      }
      found = found.isPresent() ? found : each.holder();
    }
    return found;
  }

  private record Shown(Secret secret, Optional<Caller> holder) {

    boolean isUnknown() {
      return holder.isEmpty();
    }

    boolean isForeign() {
      return FOREIGN.stream().anyMatch(secret.reveal()::startsWith);
    }
  }
}
