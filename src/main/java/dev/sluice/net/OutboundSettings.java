package dev.sluice.net;

import java.util.Optional;

/**
 * What holds for every request that leaves.
 *
 * @param allowPrivate whether upstreams and proxies may live on loopback and in private ranges
 * @param trustedPem certificates to trust instead of the platform's; for tests
 */
public record OutboundSettings(boolean allowPrivate, Optional<String> trustedPem) {

  /** Trusts whom the platform trusts. */
  public static OutboundSettings of(boolean allowPrivate) {
    return new OutboundSettings(allowPrivate, Optional.empty());
  }
}
