package dev.sluice.proxy;

import dev.sluice.channel.Channel;
import dev.sluice.channel.Verdict;
import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.upstream.Failure;
import dev.sluice.upstream.UpstreamAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a caller is told when nothing worked: the truth, and whether asking again can help. */
sealed interface FinalAnswer {

  /** Whether and when to ask again. */
  record Advice(boolean retry, long seconds) {

    private static final long MOST = 60;

    /**
     * A rest beyond a minute is beyond any client's patience, so it is stated as it is and no retry
     * is asked for.
     */
    static Advice after(Optional<Duration> rest) {
      if (rest.isEmpty()) {
        return new Advice(false, 0);
      }
      long seconds = Math.max(1, rest.get().plusMillis(999).toSeconds());
      return new Advice(seconds <= MOST, seconds);
    }
  }

  /** An upstream's own answer, status and body as they came. */
  record Relayed(UpstreamAnswer answer, Candidate from, Optional<Advice> advice)
      implements FinalAnswer {}

  /** The gateway's own words. */
  record Own(Fault fault, Advice advice) implements FinalAnswer {}

  /** One failed attempt. */
  record Failed(Candidate candidate, Failure failure) {}

  /**
   * @param passedOver why candidates were skipped, by the channel's id
   */
  static FinalAnswer of(
      List<Failed> failed,
      Map<String, String> passedOver,
      List<Plan.Avoided> avoided,
      Collection<Candidate> candidates,
      long now) {
    Advice advice = Advice.after(soonest(candidates, now).map(rest -> notBefore(rest, failed)));
    return failed.stream()
        .filter(each -> each.failure().answer().isPresent())
        .max(Comparator.comparingInt(each -> weight(each.failure().verdict())))
        .filter(best -> says(best, failed))
        .map(best -> told(best, advice))
        .orElseGet(() -> new Own(nobody(failed, passedOver, avoided), advice));
  }

  /* Overload rests no key and no channel: only the upstreams' own words say how long it may last. */
  private static Duration notBefore(Duration rest, List<Failed> failed) {
    boolean allOverloaded =
        !failed.isEmpty()
            && failed.stream()
                .allMatch(each -> each.failure().verdict() instanceof Verdict.Overloaded);
    return allOverloaded
        ? failed.stream()
            .flatMap(each -> asked(each.failure().verdict()).stream())
            .min(Comparator.naturalOrder())
            .filter(asked -> asked.compareTo(rest) > 0)
            .orElse(rest)
        : rest;
  }

  private static Optional<Duration> asked(Verdict verdict) {
    return verdict instanceof Verdict.Overloaded(var retryAfter) ? retryAfter : Optional.empty();
  }

  /** When the first of {@code candidates} can be used; empty when no time alone will help. */
  static Optional<Duration> soonest(Collection<Candidate> candidates, long now) {
    return candidates.stream()
        .flatMap(candidate -> rest(candidate, now).stream())
        .min(Comparator.naturalOrder());
  }

  /** How long a candidate's key and channel rest; empty when no time alone will help. */
  static Optional<Duration> rest(Candidate candidate, long now) {
    var state = candidate.channel().state();
    if (state.lacks(candidate.model(), now)) {
      return Optional.empty();
    }
    Duration channel = state.breaker().rest(now);
    return state
        .ring()
        .key(candidate.key().id())
        .map(key -> key.rest(now))
        .orElseGet(() -> Optional.of(Duration.ZERO))
        .map(key -> key.compareTo(channel) > 0 ? key : channel);
  }

  /* "I do not have that model" is no answer while another channel that may have it was down. */
  private static boolean says(Failed best, List<Failed> failed) {
    return !(best.failure().verdict() instanceof Verdict.ModelMissing)
        || failed.stream()
            .allMatch(each -> each.failure().verdict() instanceof Verdict.ModelMissing);
  }

  private static int weight(Verdict verdict) {
    return switch (verdict) {
      case Verdict.RequestRejected _ -> 7;
      case Verdict.KeyRejected _ -> 6;
      case Verdict.QuotaExhausted _ -> 5;
      case Verdict.RateLimited _ -> 4;
      case Verdict.Overloaded _ -> 3;
      case Verdict.ChannelFailed _, Verdict.NotSent _ -> 2;
      case Verdict.ModelMissing _ -> 1;
      case Verdict.Succeeded _, Verdict.CallerGone _ -> 0;
    };
  }

  private static FinalAnswer told(Failed best, Advice advice) {
    UpstreamAnswer answer = best.failure().answer().orElseThrow();
    if (best.failure().verdict() instanceof Verdict.RequestRejected) {
      return new Relayed(answer, best.candidate(), Optional.empty());
    }
    boolean ownKey = !best.candidate().channel().passesLoginsThrough();
    if (answer.status() == 401 && ownKey) {
      return new Own(rejected(best.candidate().channel(), answer), advice);
    }
    return new Relayed(answer, best.candidate(), ownKey ? Optional.of(advice) : Optional.empty());
  }

  private static Fault rejected(Channel channel, UpstreamAnswer answer) {
    return new Fault(
        Fault.Kind.CHANNEL_KEY_REJECTED,
        "The upstream of channel \""
            + channel.id()
            + "\" rejected the gateway's key (401): "
            + ErrorText.of(answer.body().getBytes())
            + ". The operator has to replace it: sluice key list "
            + channel.id());
  }

  private static Fault nobody(
      List<Failed> failed, Map<String, String> passedOver, List<Plan.Avoided> avoided) {
    var reasons = new LinkedHashMap<String, String>();
    failed.forEach(each -> reasons.put(each.candidate().channel().id(), each.failure().reason()));
    passedOver.forEach(reasons::putIfAbsent);
    avoided.forEach(each -> reasons.putIfAbsent(each.channel().id(), each.reason().text()));
    if (reasons.isEmpty()) {
      return new Fault(
          Fault.Kind.OVERLOADED,
          "No channel serves this protocol; add one: sluice channel add --help");
    }
    return new Fault(
        Fault.Kind.OVERLOADED,
        "No channel could answer: "
            + reasons.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("; ")));
  }
}
