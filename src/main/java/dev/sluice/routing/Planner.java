package dev.sluice.routing;

import static dev.sluice.base.Words.words;

import dev.sluice.base.NearestNames;
import dev.sluice.base.Words;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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
  private final List<Plan.Avoided> avoided = new ArrayList<>();
  private final List<Plan.Avoided> setBack = new ArrayList<>();

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
    var order = new ArrayList<Channel>();
    boolean spoken = false;
    for (var tier : table.tiers().entrySet()) {
      var takers = new ArrayList<Channel>();
      for (Channel channel : tier.getValue()) {
        spoken = true;
        if (takes(channel)) {
          offer(channel, takers);
        }
      }
      order.addAll(inOrder(takers, tier.getKey()));
    }
    if (!order.isEmpty()) {
      return ordered(order);
    }
    return spoken && avoided.stream().allMatch(each -> lacks(each.channel()))
        ? new Plan.UnknownModel(model, NearestNames.of(model, knownModels(), NEAREST), avoided)
        : new Plan.Nothing(avoided);
  }

  private boolean takes(Channel channel) {
    if (!wanted.permitted().allows(channel.config())) {
      return false;
    }
    String mapped = ModelName.mapped(model, table.configuration().mappings(), channel.id());
    return ModelName.taken(channel.config().models(), model, mapped);
  }

  private boolean lacks(Channel channel) {
    return channel.state().lacks(upstreamModel(channel), now);
  }

  private void offer(Channel channel, List<Channel> takers) {
    if (channel.passesLoginsThrough() && channel.config().type() != wanted.protocol()) {
      avoided.add(
          new Plan.Avoided(
              channel,
              words("passes logins through, of {} callers", channel.config().type().id())));
      return;
    }
    if (channel.passesLoginsThrough() && !wanted.callerLogin()) {
      avoided.add(
          new Plan.Avoided(channel, words("needs the caller's own login beside x-sluice-key")));
      return;
    }
    if (channel.keysInOrder().isEmpty()) {
      avoided.add(new Plan.Avoided(channel, words("has no enabled key")));
      return;
    }
    if (lacks(channel)) {
      avoided.add(new Plan.Avoided(channel, words("said that it does not have the model")));
      return;
    }
    takers.add(channel);
  }

  /** Channels that can be asked now stand before those that rest, each group by the strategy. */
  private List<Channel> inOrder(List<Channel> takers, int priority) {
    var ready = new ArrayList<Channel>(takers.size());
    var resting = new ArrayList<Channel>();
    for (Channel channel : takers) {
      (channel.worthAsking(now) ? ready : resting).add(channel);
    }
    if (!ready.isEmpty()) {
      resting.forEach(each -> setBack.add(new Plan.Avoided(each, Words.asIs(each.obstacle(now)))));
    }
    int turn = ready.size() < 2 ? 0 : turn(priority);
    var strategy = table.configuration().strategy();
    var order = new ArrayList<>(TierOrder.of(strategy, ready, turn, wanted.session(), chance));
    order.addAll(TierOrder.of(strategy, resting, 0, wanted.session(), chance));
    return order;
  }

  /*
   * A conversation that has its place takes nobody's turn; should the place fail, its own number
   * spreads the conversations of a lost channel over all others.
   */
  private int turn(int priority) {
    var turns = table.turns().get(priority);
    return turns == null || home().isPresent()
        ? wanted.session().hashCode()
        : turns.getAndIncrement();
  }

  private Plan ordered(List<Channel> order) {
    var candidates = new ArrayList<Candidate>();
    for (Channel channel : order) {
      String upstreamModel = upstreamModel(channel);
      for (ChannelKey key : channel.keysInOrder()) {
        candidates.add(new Candidate(channel, key, upstreamModel));
      }
    }
    Optional<Binding> bound = home();
    bound.ifPresent(binding ->
        candidates.sort(
            Comparator.comparing((Candidate each) -> !binding.names(each))
                .thenComparing(each -> !each.channel().id().equals(binding.channelId()))));
    place.filter(binding -> !binding.holds()).ifPresent(broken -> last(broken, candidates));
    return new Plan.Ordered(
        List.copyOf(candidates), bound.isPresent(), List.copyOf(avoided), List.copyOf(setBack));
  }

  private void last(Binding broken, List<Candidate> candidates) {
    Predicate<Candidate> there = each -> each.channel().id().equals(broken.channelId());
    candidates.sort(Comparator.comparing(there::test));
    candidates.stream()
        .filter(there)
        .findFirst()
        .filter(_ -> !there.test(candidates.getFirst()))
        .ifPresent(each ->
            setBack.add(
                new Plan.Avoided(
                    each.channel(), words("an answer of this conversation broke off there"))));
  }

  /** The conversation's place, if it can serve this request; a rest of a moment is no obstacle. */
  private Optional<Binding> home() {
    return place.filter(this::canServe);
  }

  private boolean canServe(Binding binding) {
    for (List<Channel> tier : table.tiers().values()) {
      for (Channel channel : tier) {
        if (channel.id().equals(binding.channelId()) && serves(channel, binding.keyId())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean serves(Channel channel, String keyId) {
    return takes(channel)
        && !lacks(channel)
        && (!channel.passesLoginsThrough()
            || (wanted.callerLogin() && channel.config().type() == wanted.protocol()))
        && channel.state().breaker().passable(now)
        && channel.key(keyId).filter(ChannelKey::enabled).isPresent()
        && channel
            .state()
            .ring()
            .key(keyId)
            .filter(key -> key.usable(now) || key.restsBriefly(now))
            .isPresent();
  }

  private String upstreamModel(Channel channel) {
    String mapped = ModelName.mapped(model, table.configuration().mappings(), channel.id());
    return ModelName.mapped(mapped, channel.config().modelMap());
  }

  private Set<String> knownModels() {
    var names = new TreeSet<String>();
    table.configuration().mappings().forEach(mapping -> names.add(mapping.from().pattern()));
    table.tiers().values().stream()
        .flatMap(List::stream)
        .map(Channel::config)
        .filter(wanted.permitted()::allows)
        .flatMap(channel ->
            Stream.concat(channel.models().stream(), channel.modelMap().keySet().stream()))
        .forEach(glob -> names.add(glob.pattern()));
    return names;
  }
}
