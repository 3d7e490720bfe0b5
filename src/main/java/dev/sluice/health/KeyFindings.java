package dev.sluice.health;

import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.channel.Channel;
import dev.sluice.channel.Verdict;
import dev.sluice.health.Finding.State;
import java.util.List;

/** What real requests with a channel's keys say about them. */
final class KeyFindings {

  private static final int MOST_ERROR = 200;
  private static final int MOST_SAMPLE = 60;

  private KeyFindings() {}

  static List<Finding> of(Channel channel, Words group, Tested tested) {
    return tested.keys().stream().map(each -> of(channel, group, each)).toList();
  }

  private static Finding of(Channel channel, Words group, Tested.OfKey tested) {
    String name = tested.key().name();
    Words check =
        name.isEmpty()
            ? words("key {}", tested.key().masked())
            : words("key {} ({})", tested.key().masked(), name);
    if (tested.ok()) {
      return Finding.ok(group, check, answered(tested));
    }
    return new Finding(
        group, check, state(tested.verdict()), seen(tested), fix(channel.id(), tested));
  }

  private static Words seen(Tested.OfKey tested) {
    Words verdict = words(tested.verdict().label());
    Words end =
        tested.status() == 0
            ? words("{} for {}", verdict, tested.model())
            : words("{} ({}) for {}", verdict, tested.status(), tested.model());
    return tested.error().isEmpty()
        ? end
        : words("{}: {}", end, OneLine.of(tested.error(), MOST_ERROR));
  }

  private static Words answered(Tested.OfKey tested) {
    Words answered = words("{} answered in {} ms", tested.model(), tested.latencyMs());
    String sample = OneLine.of(tested.sample(), MOST_SAMPLE);
    Words said = sample.isEmpty() ? answered : words("{}: {}", answered, '"' + sample + '"');
    return tested
        .models()
        .map(found -> words("{}; {} models listed", said, found.total()))
        .orElse(said);
  }

  /** What passes by itself is no failure. */
  private static State state(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Succeeded _ -> State.OK;
      case Verdict.QuotaExhausted _, Verdict.RateLimited _, Verdict.Overloaded _ -> State.WARNING;
      case Verdict.NotSent _,
          Verdict.KeyRejected _,
          Verdict.ChannelFailed _,
          Verdict.ModelMissing _,
          Verdict.RequestRejected _,
          Verdict.CallerGone _ ->
          State.FAILED;
    };
  }

  private static Words fix(String channel, Tested.OfKey tested) {
    return switch (tested.verdict()) {
      case Verdict.Succeeded _ -> Words.NONE;
      case Verdict.QuotaExhausted _ ->
          words("add credit, or wait: the key rests until its quota is back");
      case Verdict.RateLimited _, Verdict.Overloaded _ -> words("try again in a minute");
      case Verdict.KeyRejected _ ->
          words(
              "replace it: sluice key add {} NEW, then sluice key remove {} {}",
              channel,
              channel,
              tested.key().id());
      case Verdict.ModelMissing _, Verdict.RequestRejected _ ->
          words(
              "name a model that the upstream has in the channel's models or modelMap; try one:"
                  + " sluice channel test {} --model M",
              channel);
      case Verdict.NotSent _, Verdict.ChannelFailed _, Verdict.CallerGone _ ->
          words("check the channel's baseUrl, type and proxy, and the provider's status page");
    };
  }
}
