package dev.sluice.proxy;

import static java.util.Comparator.comparing;

import dev.sluice.channel.Channel;
import dev.sluice.channel.Permit;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The candidates of one request and how far it has come with them: first in the order of the plan,
 * then, as a last resort, those that rest, the one whose rest ends first before the others.
 */
final class Lineup {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  /** How often a request looks again whether another one has found out what it waits for. */
  private static final int MOST_LOOKS = 50;

  private final Plan.Ordered plan;
  private final int maxChannels;
  private final Set<Candidate> spent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> channelsAsked = new HashSet<>();
  private final Set<String> channelsDone = new HashSet<>();
  private final Map<String, String> passedOver = new LinkedHashMap<>();
  private List<Candidate> order;
  private int cursor;
  private int looks;
  private boolean lastResort;
  private boolean busy;
  private boolean waited;
  private boolean channelFailed;

  /** What to do now. */
  sealed interface Next {
    record Ask(Candidate candidate, Permit permit) implements Next {}

    /** Something is about to change. */
    record Wait(Duration time) implements Next {}

    /** Nobody is left. */
    record Nothing() implements Next {}
  }

  Lineup(Plan.Ordered plan, int maxChannels) {
    this.plan = plan;
    this.maxChannels = maxChannels;
    this.order = plan.candidates();
  }

  Next next(long now) {
    for (Optional<Candidate> offered = offered(now); offered.isPresent(); offered = offered(now)) {
      Optional<Next> found = ask(offered.get(), now);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return lookAgain();
  }

  private Optional<Candidate> offered(long now) {
    if (!advance() && !lastResort) {
      lastResort = true;
      order = resting(now);
      cursor = 0;
      advance();
    }
    return cursor < order.size() ? Optional.of(order.get(cursor)) : Optional.empty();
  }

  private boolean advance() {
    while (cursor < order.size() && skipped(order.get(cursor))) {
      cursor++;
    }
    return cursor < order.size();
  }

  private boolean skipped(Candidate offered) {
    String id = offered.channel().id();
    return channelsDone.contains(id)
        || spent.contains(offered)
        || (!channelsAsked.contains(id) && channelsAsked.size() >= maxChannels);
  }

  /* One key a channel: what rests may well be asked, but not all of it by every request. */
  private List<Candidate> resting(long now) {
    Set<String> channels = new HashSet<>();
    return plan.candidates().stream()
        .filter(each -> !skipped(each) && FinalAnswer.rest(each, now).isPresent())
        .sorted(comparing(each -> FinalAnswer.rest(each, now).orElseThrow()))
        .filter(each -> channels.add(each.channel().id()))
        .toList();
  }

  /* A conversation is not moved, nor is a request lost, for a rest that is over in a moment. */
  private Optional<Next> ask(Candidate offered, long now) {
    if ((lastResort || mayWaitAtHome()) && !waited && restsBriefly(offered, now)) {
      waited = true;
      Duration rest = FinalAnswer.rest(offered, now).orElse(Duration.ZERO);
      return Optional.of(new Next.Wait(rest.plusMillis(1)));
    }
    return switch (Permit.ask(offered.channel(), offered.key(), want(), now)) {
      case Permit.Answer.Granted(var granted) -> {
        asked(offered.channel().id());
        yield Optional.of(new Next.Ask(offered, granted));
      }
      case Permit.Answer.PassedOver(var reason) -> passOver(offered, reason);
      case Permit.Answer.Busy(var reason) -> {
        busy = true;
        yield passOver(offered, reason);
      }
    };
  }

  /* A channel of which another key was passed over a moment ago was not. */
  private void asked(String channel) {
    channelsAsked.add(channel);
    if (!lastResort && looks == 0) {
      passedOver.remove(channel);
    }
  }

  private Permit.Want want() {
    if (lastResort) {
      return Permit.Want.LAST_RESORT;
    }
    return channelFailed ? Permit.Want.RETRY : Permit.Want.ATTEMPT;
  }

  private Optional<Next> passOver(Candidate offered, String reason) {
    passedOver.put(offered.channel().id(), reason);
    cursor++;
    return Optional.empty();
  }

  /** Another request may be finding out about one that was busy. */
  private Next lookAgain() {
    if (!busy || looks++ == MOST_LOOKS) {
      return new Next.Nothing();
    }
    order = plan.candidates();
    cursor = 0;
    lastResort = false;
    busy = false;
    return new Next.Wait(LOOK_AGAIN);
  }

  private boolean mayWaitAtHome() {
    return plan.bound() && cursor == 0;
  }

  private static boolean restsBriefly(Candidate offered, long now) {
    var ring = offered.channel().state().ring();
    return ring.key(offered.key().id()).filter(key -> key.restsBriefly(now)).isPresent();
  }

  /** Whether the next turn is a wait at the conversation's own place. */
  boolean staysHome(Candidate at, long now) {
    return !lastResort && mayWaitAtHome() && !waited && restsBriefly(at, now);
  }

  /** This key has had its chance; on last resort its channel with it. */
  void spend(Candidate candidate) {
    spent.add(candidate);
    if (lastResort) {
      channelsDone.add(candidate.channel().id());
    }
  }

  /** No other key of its channel would fare better. */
  void leave(Candidate candidate) {
    channelsDone.add(candidate.channel().id());
  }

  /** The channel itself may not be asked now. */
  void passOver(Channel channel, String reason) {
    passedOver.put(channel.id(), reason);
    channelsDone.add(channel.id());
  }

  /** From now on attempts are retries, which a channel that fails too has only so many of. */
  void channelFailed() {
    channelFailed = true;
  }

  /** Why candidates were not asked, by the channel's id. */
  Map<String, String> passedOver() {
    return Collections.unmodifiableMap(passedOver);
  }
}
