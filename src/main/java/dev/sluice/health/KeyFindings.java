package dev.sluice.health;

import dev.sluice.channel.Channel;
import dev.sluice.channel.Verdict;
import dev.sluice.health.Finding.State;
import java.util.List;

/** What real requests with a channel's keys say about them. */
final class KeyFindings {

  private static final int MOST_ERROR = 200;
  private static final int MOST_SAMPLE = 60;

  private KeyFindings() {}

  static List<Finding> of(Channel channel, String group, Tested tested) {
    return tested.keys().stream().map(each -> of(channel, group, each)).toList();
  }

  private static Finding of(Channel channel, String group, Tested.OfKey tested) {
    String name = tested.key().name();
    String check = "key " + tested.key().masked() + (name.isEmpty() ? "" : " (" + name + ")");
    if (tested.ok()) {
      return Finding.ok(group, check, answered(tested));
    }
    String seen =
        tested.verdict().label()
            + (tested.status() == 0 ? "" : " (" + tested.status() + ")")
            + " for "
            + tested.model()
            + (tested.error().isEmpty() ? "" : ": " + OneLine.of(tested.error(), MOST_ERROR));
    return new Finding(group, check, state(tested.verdict()), seen, fix(channel.id(), tested));
  }

  private static String answered(Tested.OfKey tested) {
    String sample = OneLine.of(tested.sample(), MOST_SAMPLE);
    return tested.model()
        + " answered in "
        + tested.latencyMs()
        + " ms"
        + (sample.isEmpty() ? "" : ": \"" + sample + "\"")
        + tested.models().map(found -> "; " + found.total() + " models listed").orElse("");
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

  private static String fix(String channel, Tested.OfKey tested) {
    return switch (tested.verdict()) {
      case Verdict.Succeeded _ -> "";
      case Verdict.QuotaExhausted _ -> "add credit, or wait: the key rests until its quota is back";
      case Verdict.RateLimited _, Verdict.Overloaded _ -> "try again in a minute";
      case Verdict.KeyRejected _ ->
          "replace it: sluice key add "
              + channel
              + " NEW, then sluice key remove "
              + channel
              + " "
              + tested.key().id();
      case Verdict.ModelMissing _, Verdict.RequestRejected _ ->
          "name a model that the upstream has in the channel's models or modelMap; try one: sluice"
              + " channel test "
              + channel
              + " --model M";
      case Verdict.NotSent _, Verdict.ChannelFailed _, Verdict.CallerGone _ ->
          "check the channel's baseUrl, type and proxy, and the provider's status page";
    };
  }
}
