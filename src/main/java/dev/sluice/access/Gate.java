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

  private static final Recognition UNKNOWN = new Recognition.Unknown();
  private static final String ACCESS_KEY = "access-key:";
  private static final String ISSUED_KEY = "issued-key:";
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
    boolean ownLogin = !gateway.isEmpty() && anyUnknown(shared);
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

  /** Judges a key that was typed in. */
  public Admission admit(Secret key, String address) {
    var headers = MultiMap.caseInsensitiveMultiMap().add(Credentials.X_API_KEY, key.reveal());
    return admit(headers, address);
  }

  /** Whether a request shows anything that could be a key. */
  public static boolean showsKey(MultiMap headers) {
    return !Credentials.of(Protocol.ANTHROPIC, headers, Optional.empty()).isEmpty();
  }

  /** Names whoever was let in, for {@link #again}; no secret. */
  public static String mark(Caller caller) {
    return switch (caller) {
      case Caller.Administrator(var fingerprint) -> ACCESS_KEY + fingerprint;
      case Caller.Holder(var key, _) -> ISSUED_KEY + key.credential().digest();
    };
  }

  /** Whoever was let in before, as long as the key of that time still counts. */
  public Optional<Caller> again(String mark) {
    if (mark.startsWith(ACCESS_KEY)) {
      return accessKeys.named(mark.substring(ACCESS_KEY.length()));
    }
    return mark.startsWith(ISSUED_KEY)
            && issued.again(mark.substring(ISSUED_KEY.length()))
                instanceof Recognition.Known(var caller)
        ? Optional.of(caller)
        : Optional.empty();
  }

  private List<Shown> look(List<Secret> secrets) {
    List<Shown> shown = new ArrayList<>(secrets.size());
    for (Secret secret : secrets) {
      shown.add(new Shown(secret, look(secret)));
    }
    return shown;
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
    if (anyUnknown(gateway)) {
      return UNKNOWN;
    }
    List<Shown> all = new ArrayList<>(gateway);
    all.addAll(shared);
    return only(all);
  }

  private static Recognition fromShared(List<Shown> shared) {
    for (Shown shown : shared) {
      if (shown.isUnknown() && !shown.isForeign()) {
        return UNKNOWN;
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
  private static Recognition only(List<Shown> shown) {
    Recognition found = UNKNOWN;
    for (Shown each : shown) {
      boolean another = !each.isUnknown() && !found.equals(each.recognition());
      if (another && !found.equals(UNKNOWN)) {
        return UNKNOWN;
      }
      found = another ? each.recognition() : found;
    }
    return found;
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
