package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import dev.sluice.base.Secret;
import dev.sluice.base.Version;
import dev.sluice.config.AuthScheme;
import dev.sluice.config.ChannelConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What of a caller's headers goes to a channel that speaks the same protocol, and what the channel
 * adds. Made once per channel, shared by all event loops.
 */
public final class UpstreamHeaders {

  /** Carries the gateway's key beside a login that is to pass through. */
  private static final String GATEWAY_KEY = "x-sluice-key";

  private static final String OURS = "x-sluice-";
  private static final String USER_AGENT = "sluice/" + Version.current();
  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "x-api-key", "x-goog-api-key", "api-key");

  /** Written anew for the request that leaves. */
  private static final Set<String> FRAMING = Set.of("host", "content-length", "expect");

  /** Names that callers may have made up are not kept beyond this. */
  private static final int MOST_KNOWN = 256;

  private enum Fate {
    GOES,
    STAYS,
    CREDENTIAL
  }

  private final Map<String, Fate> fates = new ConcurrentHashMap<>();
  private final Set<String> dropped;
  private final Map<String, String> set;
  private final KeyHeaders keyHeaders;
  private final boolean passesLogin;

  private UpstreamHeaders(ChannelConfig channel) {
    dropped = new HashSet<>(HopByHop.NAMES);
    dropped.addAll(FRAMING);
    dropped.add("cookie");
    dropped.add("accept-encoding");
    dropped.addAll(channel.headers().remove());
    set = channel.headers().set();
    keyHeaders = KeyHeaders.of(channel);
    passesLogin = channel.auth() == AuthScheme.PASSTHROUGH;
  }

  public static UpstreamHeaders forChannel(ChannelConfig channel) {
    return new UpstreamHeaders(channel);
  }

  /**
   * Fills {@code upstream}, which is empty.
   *
   * @param key the channel's key of this attempt; empty where the caller's login passes through
   */
  public void copy(MultiMap caller, MultiMap upstream, Optional<Secret> key) {
    Set<String> named = HopByHop.named(caller);
    String gatewayKey = passesLogin ? caller.get(GATEWAY_KEY) : null;
    for (Map.Entry<String, String> header : caller) {
      String name = header.getKey().toLowerCase(ROOT);
      boolean goes =
          switch (fate(name)) {
            case GOES -> true;
            case STAYS -> false;
            case CREDENTIAL -> isLogin(header, gatewayKey);
          };
      if (goes && !named.contains(name)) {
        upstream.add(name, header.getValue());
      }
    }
    set.forEach((name, value) -> {
      if (!HopByHop.NAMES.contains(name) && !FRAMING.contains(name)) {
        upstream.set(name, value);
      }
    });
    /* Usage is read from the answer's bytes, which pass through as they are. */
    upstream.set(HttpHeaders.ACCEPT_ENCODING, HttpHeaders.IDENTITY);
    key.ifPresent(secret -> keyHeaders.show(secret, upstream));
  }

  /**
   * Fills {@code upstream}, which is empty, for a caller who speaks another protocol: none of its
   * headers goes along.
   *
   * @param ofProtocol what the channel's protocol demands
   */
  public void make(Map<String, String> ofProtocol, MultiMap upstream, Optional<Secret> key) {
    upstream
        .set("content-type", "application/json")
        .set("accept", "application/json, text/event-stream")
        .set("user-agent", USER_AGENT);
    ofProtocol.forEach(upstream::set);
    copy(MultiMap.caseInsensitiveMultiMap(), upstream, key);
  }

  /* Callers send the same dozen names in every request. */
  private Fate fate(String name) {
    Fate known = fates.get(name);
    if (known != null) {
      return known;
    }
    Fate found = decide(name);
    if (fates.size() < MOST_KNOWN) {
      fates.put(name, found);
    }
    return found;
  }

  private Fate decide(String name) {
    boolean stays =
        dropped.contains(name)
            || name.startsWith(OURS)
            || name.startsWith(":")
            || CallerTrace.holds(name);
    if (stays) {
      return Fate.STAYS;
    }
    return CREDENTIALS.contains(name) ? Fate.CREDENTIAL : Fate.GOES;
  }

  /*
   * A credential is the caller's own login only beside a gateway key of its own; without one it is
   * the gateway key. A client that shows the gateway key everywhere must not give it away.
   */
  private static boolean isLogin(Map.Entry<String, String> header, @Nullable String gatewayKey) {
    return gatewayKey != null && !header.getValue().contains(gatewayKey);
  }
}
