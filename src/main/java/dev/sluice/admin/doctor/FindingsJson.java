package dev.sluice.admin.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Words;
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
    findings.forEach(each -> items.add(item(each)));
    ObjectNode summary = report.putObject("summary");
    for (State state : State.values()) {
      summary.put(state.label(), count(findings, state));
    }
    return report.putNull("next");
  }

  private static ObjectNode item(Finding finding) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("group", finding.group().text()).put("check", finding.check().text());
    item.put("state", finding.state().label()).put("seen", finding.seen().text());
    item.put("fix", finding.fix().isEmpty() ? null : finding.fix().text());
    ObjectNode words = item.putObject("words");
    words.set("group", WordsJson.of(finding.group()));
    words.set("check", WordsJson.of(finding.check()));
    words.set("seen", WordsJson.of(finding.seen()));
    words.set("fix", finding.fix().isEmpty() ? null : WordsJson.of(finding.fix()));
    return item;
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
              words(item, "group"),
              words(item, "check"),
              State.valueOf(item.path("state").asText().toUpperCase(Locale.ROOT)),
              words(item, "seen"),
              words(item, "fix")));
    }
    return findings;
  }

  private static Words words(JsonNode item, String member) {
    JsonNode said = item.path("words").path(member);
    if (said.isObject()) {
      return WordsJson.read(said);
    }
    String text = item.path(member).asText("");
    return text.isEmpty() ? Words.NONE : Words.asIs(text);
  }
}
