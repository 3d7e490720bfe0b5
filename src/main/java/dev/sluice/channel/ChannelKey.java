package dev.sluice.channel;

import dev.sluice.base.Secret;
import dev.sluice.config.KeyConfig;
import java.util.Optional;

/**
 * One way to be let in by a channel's upstream.
 *
 * @param secret empty: the caller's own login goes through
 */
public record ChannelKey(String id, String name, Optional<Secret> secret, boolean enabled) {

  /** The only key of a channel that forwards its callers' own logins. */
  static final ChannelKey OF_CALLER = new ChannelKey("caller", "", Optional.empty(), true);

  static ChannelKey of(KeyConfig config) {
    return new ChannelKey(
        config.id(), config.name(), Optional.of(config.secret()), config.enabled());
  }

  /** As listings and logs show it. */
  public String masked() {
    return secret.map(Secret::masked).orElse("(the caller's own)");
  }
}
