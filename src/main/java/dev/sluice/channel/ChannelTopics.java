package dev.sluice.channel;

import dev.sluice.bus.Topic;

/** What is announced of channels and keys: transitions, never counts. */
public final class ChannelTopics {

  /** A key cooled, was rejected or recovered, or went to another place in its channel's order. */
  public static final Topic<KeyChanged> KEY_CHANGED = new Topic<>("key.changed", KeyChanged.class);

  /** A channel's breaker opened, half-opened or closed, or a probe found it changed. */
  public static final Topic<ChannelChanged> CHANNEL_CHANGED =
      new Topic<>("channel.changed", ChannelChanged.class);

  private ChannelTopics() {}

  public record KeyChanged(String channelId, String keyId) {}

  public record ChannelChanged(String channelId, String state) {}
}
