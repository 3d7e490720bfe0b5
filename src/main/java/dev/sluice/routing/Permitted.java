package dev.sluice.routing;

import dev.sluice.config.ChannelConfig;
import java.util.Optional;
import java.util.Set;

/**
 * Which channels a caller's request may go to.
 *
 * @param groups of which a channel has to be in one; empty: all channels
 * @param target an id, a name or a type of channels; empty: any
 */
public record Permitted(Set<String> groups, Optional<String> target) {

  public static final Permitted ALL = new Permitted(Set.of(), Optional.empty());

  public Permitted {
    groups = Set.copyOf(groups);
  }

  public boolean allows(ChannelConfig channel) {
    boolean inGroup = groups.isEmpty() || channel.groups().stream().anyMatch(groups::contains);
    return inGroup && target.map(wanted -> meant(channel, wanted)).orElse(true);
  }

  private static boolean meant(ChannelConfig channel, String wanted) {
    return channel.id().equals(wanted)
        || channel.name().equals(wanted)
        || channel.type().id().equals(wanted);
  }
}
