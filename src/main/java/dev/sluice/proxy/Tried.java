package dev.sluice.proxy;

import dev.sluice.channel.Channel;
import dev.sluice.channel.Verdict;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.upstream.Failure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been tried for one request and what came of it. */
final class Tried {

  private final List<FinalAnswer.Failed> failed = new ArrayList<>();
  private final List<AttemptRecord> records = new ArrayList<>();
  private final Map<Channel, Set<String>> keysRefused = new LinkedHashMap<>();
  private final Set<String> channelsRepeated = new HashSet<>();
  private final Map<String, Fault> unfit = new LinkedHashMap<>();

  void ended(Running attempt, Verdict verdict, int status) {
    records.add(attempt.record(verdict, status));
  }

  /** Nothing that is told of it later has the candidate's credential in it. */
  void failed(Candidate at, Failure failure) {
    Failure clean = at.key().secret().map(failure::without).orElse(failure);
    failed.add(new FinalAnswer.Failed(at, clean));
    Verdict verdict = failure.verdict();
    if (verdict instanceof Verdict.QuotaExhausted || verdict instanceof Verdict.KeyRejected) {
      keysRefused.computeIfAbsent(at.channel(), _ -> new LinkedHashSet<>()).add(at.key().id());
    }
  }

  /** It cannot be asked for this request at all. */
  void unfit(Candidate at, Fault fault) {
    unfit.putIfAbsent(at.channel().id(), fault);
  }

  /** Whether it is the first time that this channel is asked once more. */
  boolean repeats(Candidate at) {
    return channelsRepeated.add(at.channel().id());
  }

  /** By their channels; a key that was only too fast is not among them. */
  Map<Channel, Set<String>> keysRefused() {
    return keysRefused;
  }

  List<AttemptRecord> records() {
    return List.copyOf(records);
  }

  /** Why channels were not asked, with those that could not be asked for this request. */
  Map<String, String> notAsked(Map<String, String> passedOver) {
    if (unfit.isEmpty()) {
      return passedOver;
    }
    var all = new LinkedHashMap<>(passedOver);
    unfit.forEach((channel, fault) -> all.putIfAbsent(channel, fault.message()));
    return all;
  }

  FinalAnswer toTell(Map<String, String> passedOver, Plan.Ordered plan, long now) {
    if (failed.isEmpty() && passedOver.isEmpty() && !unfit.isEmpty()) {
      Fault first = unfit.values().iterator().next();
      return new FinalAnswer.Own(first, new FinalAnswer.Advice(false, 0));
    }
    return FinalAnswer.of(failed, notAsked(passedOver), plan.avoided(), plan.candidates(), now);
  }
}
