package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a test of a channel brought, for people. */
final class TestText {

  private static final int MOST_NAMED = 12;

  private final Terminal terminal;

  TestText(Terminal terminal) {
    this.terminal = terminal;
  }

  void print(JsonNode result) {
    var table = new Table("KEY", "OK", "VERDICT", "STATUS", "MS", "MODEL", "ANSWER");
    result.path("items").forEach(item -> row(table, item));
    table.print(terminal);
    models(result)
        .forEach((line, keys) -> {
          boolean same = keys.size() == result.path("items").size();
          terminal.out().println(same ? line : String.join(", ", keys) + ": " + line);
        });
  }

  private static void row(Table table, JsonNode item) {
    table.row(
        item.path("masked").asText(),
        item.path("ok").asBoolean() ? "yes" : "no",
        item.path("verdict").asText(),
        item.path("status").isNull() ? "-" : item.path("status").asText(),
        item.path("latencyMs").asText(),
        item.path("model").asText(),
        item.path("error").isNull() ? item.path("sample").asText() : item.path("error").asText());
  }

  /* Keys of one account have the same models, as a rule. */
  private static Map<String, List<String>> models(JsonNode result) {
    var lines = new LinkedHashMap<String, List<String>>();
    for (JsonNode item : result.path("items")) {
      if (item.path("ok").asBoolean()) {
        lines
            .computeIfAbsent(line(item.path("models")), _ -> new ArrayList<>())
            .add(item.path("masked").asText());
      }
    }
    return lines;
  }

  private static String line(JsonNode models) {
    if (models.isNull()) {
      return "The upstream gives no list of its models.";
    }
    int total = models.path("total").asInt();
    List<String> named = new ArrayList<>();
    models.path("ids").forEach(id -> named.add(id.asText()));
    List<String> shown = named.subList(0, Math.min(named.size(), MOST_NAMED));
    boolean more = models.path("more").asBoolean();
    return (more ? "At least " : "")
        + total
        + (total == 1 ? " model" : " models")
        + (shown.isEmpty() ? "" : ": " + String.join(", ", shown))
        + (total > shown.size() ? ", …" : "");
  }
}
