package dev.sluice.proxy;

import static java.util.Comparator.comparing;

import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
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

  private final Plan.Ordered plan;
  private final int maxChannels;
  private final Set<Candidate> spent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<String> channelsAsked = new HashSet<>();
  private final Set<String> channelsDone = new HashSet<>();
  private final Map<String, String> passedOver = new LinkedHashMap<>();
  private List<Candidate> order;
  private int cursor;
  private boolean lastResort;
  private boolean busy;

  Lineup(Plan.Ordered plan, int maxChannels) {
    this.plan = plan;
    this.maxChannels = maxChannels;
    this.order = plan.candidates();
  }

  /** Whose turn it is; empty when nobody is left. */
  Optional<Candidate> next(long now) {
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

  /** Whether all that is left rests. */
  boolean lastResort() {
    return lastResort;
  }

  /** Whether the one whose turn it is is where the conversation has been served before. */
  boolean atHome() {
    return plan.bound() && cursor == 0 && !lastResort;
  }

  void asked(Candidate candidate) {
    channelsAsked.add(candidate.channel().id());
  }

  /** The one whose turn it is was not asked. */
  void passOver(String reason) {
    passedOver.put(order.get(cursor).channel().id(), reason);
    cursor++;
  }

  /** The same, and another request may change that at any moment. */
  void passOverForNow(String reason) {
    busy = true;
    passOver(reason);
  }

  /** This key has had its chance; on last resort its channel with it. */
  void spend(Candidate candidate) {
    spent.add(candidate);
    if (lastResort) {
      channelsDone.add(candidate.channel().id());
    }
  }

  void leave(Candidate candidate) {
    channelsDone.add(candidate.channel().id());
  }

  /** Begins anew with those that are left; false when none of them was merely busy. */
  boolean restart() {
    if (!busy) {
      return false;
    }
    order = plan.candidates();
    cursor = 0;
    lastResort = false;
    busy = false;
    return true;
  }

  /** Why candidates were not asked, by the channel's id. */
  Map<String, String> passedOver() {
    return Collections.unmodifiableMap(passedOver);
  }
}
