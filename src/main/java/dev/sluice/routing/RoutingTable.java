package dev.sluice.routing;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelState;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Everything a request needs to be planned, immutable but for the live cells behind it.
 *
 * @param channels as the document lists them, disabled ones included
 * @param tiers the enabled channels by priority, each tier as listed
 * @param turns whose turn it is under round-robin, by priority; one counter for the whole process
 * @param speaksSeveral whether its channels speak more than one protocol, so that conversations may
 *     move between them
 * @param revision of the document it was made from
 */
public record RoutingTable(
    Configuration configuration,
    List<Channel> channels,
    NavigableMap<Integer, List<Channel>> tiers,
    Map<Integer, AtomicInteger> turns,
    boolean speaksSeveral,
    long revision) {

  public static final RoutingTable EMPTY = of(Configuration.EMPTY, 0, Optional.empty());

  /**
   * @param before whose live cells are carried over, by channel id
   */
  public static RoutingTable of(
      Configuration configuration, long revision, Optional<RoutingTable> before) {
    List<Channel> channels =
        configuration.channels().stream()
            .map(config -> Channel.of(config, before.flatMap(table -> table.stateOf(config))))
            .toList();
    NavigableMap<Integer, List<Channel>> tiers = new TreeMap<>();
    for (Channel channel : channels) {
      if (channel.config().enabled()) {
        tiers.merge(channel.config().priority(), List.of(channel), RoutingTable::joined);
      }
    }
    var turns = new HashMap<Integer, AtomicInteger>();
    for (ChannelConfig config : configuration.channels()) {
      turns.computeIfAbsent(
          config.priority(),
          tier -> before.map(table -> table.turns().get(tier)).orElseGet(AtomicInteger::new));
    }
    boolean several =
        configuration.channels().stream().map(ChannelConfig::type).distinct().count() > 1;
    return new RoutingTable(configuration, channels, tiers, turns, several, revision);
  }

  public Optional<Channel> channel(String idOrName) {
    return channels.stream()
        .filter(each -> each.id().equals(idOrName) || each.config().name().equals(idOrName))
        .findFirst();
  }

  /*
   * A channel that now points elsewhere is another channel: what was learnt of the old address says
   * nothing about the new one.
   */
  private Optional<ChannelState> stateOf(ChannelConfig config) {
    return channels.stream()
        .filter(old -> old.id().equals(config.id()))
        .findFirst()
        .filter(old -> old.config().baseUrl().equals(config.baseUrl()))
        .map(Channel::state);
  }

  private static List<Channel> joined(List<Channel> first, List<Channel> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
