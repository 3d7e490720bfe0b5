package dev.sluice.admin.doctor;

import static java.util.stream.Collectors.joining;

import dev.sluice.health.Finding;
import dev.sluice.protocol.Protocol;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.Plan;
import dev.sluice.routing.Planner;
import dev.sluice.routing.RoutingTable;
import dev.sluice.routing.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Whether each model that Claude Code may ask for has a channel, and which. */
final class SlotChecks {

  private static final String GROUP = "Claude Code";
  private static final int SHOWN = 3;

  private SlotChecks() {}

  static List<Finding> of(RoutingTable table, List<Slot> slots) {
    // Planned on a table of its own, so that nobody's turn is taken and rests do not count.
    RoutingTable fresh = RoutingTable.of(table.configuration(), table.revision(), Optional.empty());
    return slots.stream().map(slot -> of(slot, fresh)).toList();
  }

  private static Finding of(Slot slot, RoutingTable table) {
    var wanted = new Wanted(Protocol.ANTHROPIC, slot.model(), Optional.empty(), true);
    Plan plan = Planner.plan(table, wanted, Optional.empty(), new Random(0), System.nanoTime());
    String check = "slot " + slot.name();
    return switch (plan) {
      case Plan.Ordered ordered ->
          Finding.ok(GROUP, check, slot.model() + " → " + channels(ordered.candidates(), slot));
      case Plan.UnknownModel unknown ->
          Finding.failed(
              GROUP,
              check,
              "no channel takes " + slot.model() + nearest(unknown.nearest()),
              mapping(slot));
      case Plan.Nothing nothing ->
          Finding.failed(GROUP, check, nobody(slot, nothing), fix(nothing));
    };
  }

  private static String channels(List<Candidate> candidates, Slot slot) {
    Map<String, String> models = new LinkedHashMap<>();
    candidates.forEach(each -> models.putIfAbsent(each.channel().id(), each.model()));
    String shown =
        models.entrySet().stream()
            .limit(SHOWN)
            .map(each ->
                each.getKey()
                    + (each.getValue().equals(slot.model()) ? "" : " as " + each.getValue()))
            .collect(joining(", then "));
    return models.size() > SHOWN ? shown + " and " + (models.size() - SHOWN) + " more" : shown;
  }

  private static String nearest(List<String> names) {
    return names.isEmpty() ? "" : " (taken: " + String.join(", ", names) + ")";
  }

  private static String mapping(Slot slot) {
    return "sluice mapping add "
        + slot.model()
        + " MODEL with a model that a channel takes, or name it in a channel's models";
  }

  private static String nobody(Slot slot, Plan.Nothing nothing) {
    return nothing.avoided().isEmpty()
        ? "no enabled channel speaks Anthropic's protocol for " + slot.model()
        : "nobody can serve "
            + slot.model()
            + ": "
            + nothing.avoided().stream()
                .map(each -> each.channel().id() + " " + each.reason())
                .collect(joining(", "));
  }

  private static String fix(Plan.Nothing nothing) {
    return nothing.avoided().isEmpty()
        ? "sluice channel add --type anthropic --name NAME --base-url URL --key KEY"
        : "give one of these channels an enabled key: sluice key add CHANNEL KEY";
  }
}
