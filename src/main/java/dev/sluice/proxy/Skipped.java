package dev.sluice.proxy;

import dev.sluice.ledger.PassedOver;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which channels a request passed over, each with a reason. */
final class Skipped {

  private Skipped() {}

  /** By a plan that asks nobody. */
  static List<PassedOver> of(Plan plan) {
    return plan.avoided().isEmpty() ? List.of() : told(plan.avoided().stream(), Map.of());
  }

  /**
   * By a plan that was followed.
   *
   * @param notAsked why candidates were not asked, by the channel's id
   * @param last who was asked last: to later tiers nobody came
   */
  static List<PassedOver> of(
      Plan.Ordered plan, Map<String, String> notAsked, @Nullable Candidate last) {
    if (plan.avoided().isEmpty() && plan.setBack().isEmpty() && notAsked.isEmpty()) {
      return List.of();
    }
    int tier = last == null ? Integer.MAX_VALUE : last.channel().config().priority();
    return told(
        Stream.concat(plan.avoided().stream(), plan.setBack().stream())
            .filter(each -> each.channel().config().priority() <= tier),
        notAsked);
  }

  private static List<PassedOver> told(Stream<Plan.Avoided> planned, Map<String, String> notAsked) {
    var reasons = new LinkedHashMap<String, String>();
    planned.forEach(each -> reasons.putIfAbsent(each.channel().id(), each.reason().text()));
    notAsked.forEach(reasons::putIfAbsent);
    return reasons.entrySet().stream()
        .map(each -> new PassedOver(each.getKey(), each.getValue()))
        .toList();
  }
}
