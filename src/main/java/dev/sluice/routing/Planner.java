package dev.sluice.routing;

import dev.sluice.base.Glob;
import dev.sluice.base.NearestNames;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Orders the candidates of one request. */
public final class Planner {

  private static final int NEAREST = 5;

  private final RoutingTable table;
  private final Wanted wanted;
  private final Optional<Binding> place;
  private final RandomGenerator chance;
  private final long now;
  private final String model;

  private Planner(
      RoutingTable table,
      Wanted wanted,
      Optional<Binding> place,
      RandomGenerator chance,
      long now) {
    this.table = table;
    this.wanted = wanted;
    this.place = place;
    this.chance = chance;
    this.now = now;
    this.model = ModelName.bare(wanted.model());
  }

  /**
   * @param place where the conversation is served, if it has a place
   */
  public static Plan plan(
      RoutingTable table,
      Wanted wanted,
      Optional<Binding> place,
      RandomGenerator chance,
      long now) {
    return new Planner(table, wanted, place, chance, now).plan();
  }

  private Plan plan() {
    var avoided = new ArrayList<Plan.Avoided>();
    var order = new ArrayList<Channel>();
    boolean spoken = false;
    for (var tier : table.tiers().entrySet()) {
      var takers = new ArrayList<Channel>();
      for (Channel channel : tier.getValue()) {
        if (channel.config().type() != wanted.protocol()) {
          continue;
        }
        spoken = true;
        if (takes(channel)) {
          offer(channel, takers, avoided);
        }
      }
      order.addAll(inOrder(takers, tier.getKey()));
    }
    if (!order.isEmpty()) {
      return ordered(order, avoided);
    }
    return spoken && avoided.isEmpty()
        ? new Plan.UnknownModel(model, NearestNames.of(model, knownModels(), NEAREST))
        : new Plan.Nothing(avoided);
  }

  private boolean takes(Channel channel) {
    String mapped = ModelName.mapped(model, table.configuration().mappings(), channel.id());
    return ModelName.taken(channel.config().models(), model, mapped);
  }

  private void offer(Channel channel, List<Channel> takers, List<Plan.Avoided> avoided) {
    if (channel.passesLoginsThrough() && !wanted.callerLogin()) {
      avoided.add(new Plan.Avoided(channel, "needs the caller's own login beside x-sluice-key"));
      return;
    }
    if (channel.keysInOrder().isEmpty()) {
      avoided.add(new Plan.Avoided(channel, "has no enabled key"));
      return;
    }
    if (channel.state().lacks(upstreamModel(channel), now)) {
      avoided.add(new Plan.Avoided(channel, "said that it does not have the model"));
      return;
    }
    takers.add(channel);
  }

  /** Channels that can be used now stand before those that rest, each group by the strategy. */
  private List<Channel> inOrder(List<Channel> takers, int tier) {
    var usable = takers.stream().filter(channel -> channel.usable(now)).toList();
    var resting = takers.stream().filter(channel -> !channel.usable(now)).toList();
    AtomicInteger turns = table.turns().getOrDefault(tier, new AtomicInteger());
    int turn = usable.size() < 2 || placed() ? 0 : turns.getAndIncrement();
    var strategy = table.configuration().strategy();
    return Stream.concat(
            TierOrder.of(strategy, usable, turn, wanted.session(), chance).stream(),
            TierOrder.of(strategy, resting, 0, wanted.session(), chance).stream())
        .toList();
  }

  private boolean placed() {
    return place.isPresent();
  }

  private Plan ordered(List<Channel> order, List<Plan.Avoided> avoided) {
    var candidates = new ArrayList<Candidate>();
    for (Channel channel : order) {
      for (ChannelKey key : channel.keysInOrder()) {
        candidates.add(new Candidate(channel, key, upstreamModel(channel)));
      }
    }
    Optional<Candidate> bound =
        place.flatMap(
            binding -> candidates.stream().filter(binding::names).filter(this::usable).findFirst());
    if (bound.isPresent()) {
      Channel home = bound.get().channel();
      candidates.sort(
          Comparator.comparing((Candidate each) -> !each.equals(bound.get()))
              .thenComparing(each -> !each.channel().id().equals(home.id())));
    }
    return new Plan.Ordered(List.copyOf(candidates), bound.isPresent(), List.copyOf(avoided));
  }

  private boolean usable(Candidate candidate) {
    return candidate.channel().usable(now)
        && candidate
            .channel()
            .state()
            .ring()
            .key(candidate.key().id())
            .filter(key -> key.usable(now))
            .isPresent();
  }

  private String upstreamModel(Channel channel) {
    String mapped = ModelName.mapped(model, table.configuration().mappings(), channel.id());
    return ModelName.mapped(mapped, channel.config().modelMap());
  }

  private Set<String> knownModels() {
    var names = new TreeSet<String>();
    table.configuration().mappings().forEach(mapping -> addExact(names, mapping.from()));
    for (Channel channel : table.channels()) {
      if (channel.config().type() == wanted.protocol()) {
        channel.config().models().forEach(glob -> addExact(names, glob));
        channel.config().modelMap().keySet().forEach(glob -> addExact(names, glob));
      }
    }
    return names;
  }

  private static void addExact(Set<String> names, Glob glob) {
    names.add(glob.pattern());
  }
}
