package dev.sluice.admin.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
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

  private static final Words GROUP = words("Claude Code");
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
    Words check = words("slot {}", slot.name());
    return switch (plan) {
      case Plan.Ordered ordered ->
          Finding.ok(
              GROUP, check, words("{} → {}", slot.model(), channels(ordered.candidates(), slot)));
      case Plan.UnknownModel unknown ->
          Finding.failed(GROUP, check, unknown(slot, unknown.nearest()), mapping(slot));
      case Plan.Nothing nothing ->
          Finding.failed(GROUP, check, nobody(slot, nothing), fix(nothing));
    };
  }

  private static Words channels(List<Candidate> candidates, Slot slot) {
    Map<String, String> models = new LinkedHashMap<>();
    candidates.forEach(each -> models.putIfAbsent(each.channel().id(), each.model()));
    Words shown =
        models.entrySet().stream()
            .limit(SHOWN)
            .map(each ->
                each.getValue().equals(slot.model())
                    ? asIs(each.getKey())
                    : words("{} as {}", each.getKey(), each.getValue()))
            .reduce((before, next) -> words("{}, then {}", before, next))
            .orElse(Words.NONE);
    return models.size() > SHOWN ? words("{} and {} more", shown, models.size() - SHOWN) : shown;
  }

  private static Words unknown(Slot slot, List<String> nearest) {
    return nearest.isEmpty()
        ? words("no channel takes {}", slot.model())
        : words("no channel takes {} (taken: {})", slot.model(), String.join(", ", nearest));
  }

  private static Words mapping(Slot slot) {
    return words(
        "sluice mapping add {} MODEL with a model that a channel takes, or name it in a channel's"
            + " models",
        slot.model());
  }

  private static Words nobody(Slot slot, Plan.Nothing nothing) {
    return nothing.avoided().isEmpty()
        ? words("no enabled channel speaks Anthropic's protocol for {}", slot.model())
        : words("nobody can serve {}: {}", slot.model(), reasons(nothing.avoided()));
  }

  private static Words reasons(List<Plan.Avoided> avoided) {
    return avoided.stream()
        .map(each -> words("{} {}", each.channel().id(), each.reason()))
        .reduce((before, next) -> words("{}, {}", before, next))
        .orElse(Words.NONE);
  }

  private static Words fix(Plan.Nothing nothing) {
    return nothing.avoided().isEmpty()
        ? words("sluice channel add --type anthropic --name NAME --base-url URL --key KEY")
        : words("give one of these channels an enabled key: sluice key add CHANNEL KEY");
  }
}
