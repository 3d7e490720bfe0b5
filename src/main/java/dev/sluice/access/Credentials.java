package dev.sluice.access;

import dev.sluice.base.Secret;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a request presents to say who sends it, each value once.
 *
 * @param gateway from {@code x-sluice-key}: meant for the gateway and nobody else
 * @param shared from the headers that a protocol's clients put their key into: for the gateway,
 *     unless {@code gateway} holds one
 */
record Credentials(List<Secret> gateway, List<Secret> shared) {

  private static final String BEARER = "bearer ";

  /* Names whose hash is known: looking one up costs a fifth of what its text would cost. */
  static final CharSequence X_API_KEY = HttpHeaders.createOptimized("x-api-key");
  private static final CharSequence X_GOOG_API_KEY = HttpHeaders.createOptimized("x-goog-api-key");
  private static final CharSequence X_SLUICE_KEY = HttpHeaders.createOptimized("x-sluice-key");

  /**
   * @param queryKey the {@code key} of the query; read for Gemini's clients only, since an address
   *     ends up in logs
   */
  static Credentials of(Protocol protocol, MultiMap headers, Optional<String> queryKey) {
    List<Secret> shared = new ArrayList<>(2);
    headers.getAll(X_API_KEY).forEach(value -> add(value, shared));
    headers.getAll(HttpHeaders.AUTHORIZATION).forEach(value -> addBearer(value, shared));
    headers.getAll(X_GOOG_API_KEY).forEach(value -> add(value, shared));
    if (protocol == Protocol.GEMINI) {
      queryKey.ifPresent(value -> add(value, shared));
    }
    List<Secret> gateway = new ArrayList<>(1);
    headers.getAll(X_SLUICE_KEY).forEach(value -> add(value, gateway));
    return new Credentials(gateway, shared);
  }

  boolean isEmpty() {
    return gateway.isEmpty() && shared.isEmpty();
  }

  private static void addBearer(String authorization, List<Secret> found) {
    if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      add(authorization.substring(BEARER.length()), found);
    }
  }

  private static void add(String value, List<Secret> found) {
    String key = value.strip();
    for (Secret known : found) {
      if (known.reveal().equals(key)) {
        return;
      }
    }
    if (!key.isEmpty()) {
      found.add(Secret.of(key));
    }
  }
}
