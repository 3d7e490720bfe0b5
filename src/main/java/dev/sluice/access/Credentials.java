package dev.sluice.access;

import dev.sluice.base.Secret;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a request presents to say who sends it, each value once.
 *
 * @param gateway from {@code x-sluice-key}: meant for the gateway and nobody else
 * @param shared from the headers that a protocol's clients put their key into: for the gateway,
 *     unless {@code gateway} holds one
 */
record Credentials(List<Secret> gateway, List<Secret> shared) {

  private static final String BEARER = "bearer ";

  /**
   * @param queryKey the {@code key} of the query; read for Gemini's clients only, since an address
   *     ends up in logs
   */
  static Credentials of(Protocol protocol, MultiMap headers, Optional<String> queryKey) {
    Set<String> shared = new LinkedHashSet<>(headers.getAll("x-api-key"));
    headers.getAll("authorization").stream().flatMap(Credentials::bearer).forEach(shared::add);
    shared.addAll(headers.getAll("x-goog-api-key"));
    if (protocol == Protocol.GEMINI) {
      queryKey.ifPresent(shared::add);
    }
    return new Credentials(secrets(headers.getAll("x-sluice-key")), secrets(shared));
  }

  boolean isEmpty() {
    return gateway.isEmpty() && shared.isEmpty();
  }

  private static Stream<String> bearer(String authorization) {
    return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Stream.of(authorization.substring(BEARER.length()))
        : Stream.empty();
  }

  private static List<Secret> secrets(Collection<String> values) {
    return values.stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .distinct()
        .map(Secret::of)
        .toList();
  }
}
