package dev.sluice.channel;

import dev.sluice.config.AuthScheme;
import dev.sluice.config.BaseUrl;
import dev.sluice.config.ChannelConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An upstream as requests see it: what is configured, and the live state behind it.
 *
 * @param keys as configured, disabled ones included
 */
public record Channel(
    ChannelConfig config, BaseUrl base, List<ChannelKey> keys, ChannelState state) {

  /** Reads {@code config}; a state that is carried over keeps what it knows of keys still there. */
  public static Channel of(ChannelConfig config, Optional<ChannelState> carriedOver) {
    List<ChannelKey> keys =
        config.auth() == AuthScheme.PASSTHROUGH
            ? List.of(ChannelKey.OF_CALLER)
            : config.keys().stream().map(ChannelKey::of).toList();
    List<String> ids = keys.stream().map(ChannelKey::id).toList();
    ChannelState state = carriedOver.orElseGet(() -> new ChannelState(ids));
    state.keysAre(ids);
    return new Channel(config, BaseUrl.parse(config.baseUrl(), config.type()), keys, state);
  }

  public String id() {
    return config.id();
  }

  public boolean passesLoginsThrough() {
    return config.auth() == AuthScheme.PASSTHROUGH;
  }

  public Optional<ChannelKey> key(String keyId) {
    for (ChannelKey key : keys) {
      if (key.id().equals(keyId)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  /** Whether a request could be sent now without a permit of any kind. */
  public boolean usable(long now) {
    return config.enabled() && state.breaker().closed() && anyKeyUsable(now);
  }

  /** The same, or its breaker's rest is over and a request may try. */
  public boolean worthAsking(long now) {
    return config.enabled() && state.breaker().passable(now) && anyKeyUsable(now);
  }

  /** Why it is not worth asking. */
  public String obstacle(long now) {
    Breaker breaker = state.breaker();
    if (!breaker.passable(now)) {
      return breaker.obstacle(now);
    }
    return keysInOrder().stream()
        .flatMap(key -> state.ring().key(key.id()).stream())
        .findFirst()
        .map(KeyState::obstacle)
        .orElse("has no enabled key");
  }

  /** The enabled keys in the order of the ring. */
  public List<ChannelKey> keysInOrder() {
    List<ChannelKey> ordered = new ArrayList<>(keys.size());
    for (KeyState known : state.ring().keys()) {
      key(known.id()).filter(ChannelKey::enabled).ifPresent(ordered::add);
    }
    return ordered;
  }

  public boolean anyKeyUsable(long now) {
    Ring ring = state.ring();
    for (KeyState known : ring.keys()) {
      if (known.usable(now) && key(known.id()).filter(ChannelKey::enabled).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
