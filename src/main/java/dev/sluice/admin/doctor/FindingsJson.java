package dev.sluice.admin.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.health.Finding;
import dev.sluice.health.Finding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Findings as the admin API and {@code -o json} write them. */
public final class FindingsJson {

  private FindingsJson() {}

  /** A listing that is never cut into pages, with how many there are of each state. */
  public static ObjectNode of(List<Finding> findings) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    var items = report.putArray("items");
    for (Finding each : findings) {
      ObjectNode item = items.addObject();
      item.put("group", each.group()).put("check", each.check());
      item.put("state", each.state().label()).put("seen", each.seen());
      item.put("fix", each.fix().isEmpty() ? null : each.fix());
    }
    ObjectNode summary = report.putObject("summary");
    for (State state : State.values()) {
      summary.put(state.label(), count(findings, state));
    }
    return report.putNull("next");
  }

  public static long count(List<Finding> findings, State state) {
    return findings.stream().filter(each -> each.state() == state).count();
  }

  /**
   * Reads what {@link #of} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static List<Finding> read(JsonNode report) {
    if (!report.path("items").isArray()) {
      throw new IllegalArgumentException("no report");
    }
    var findings = new ArrayList<Finding>();
    for (JsonNode item : report.path("items")) {
      findings.add(
          new Finding(
              item.path("group").asText(),
              item.path("check").asText(),
              State.valueOf(item.path("state").asText().toUpperCase(Locale.ROOT)),
              item.path("seen").asText(),
              item.path("fix").asText("")));
    }
    return findings;
  }
}
