package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A capability card for people: what is lost first, what is said of the upstream last. */
record CardText(ObjectNode card) {

  private static final List<String> WORTH_A_LINE =
      List.of("refused", "degraded", "dropped", "mapped");

  void print(Terminal terminal) {
    var out = terminal.out();
    out.println();
    out.println("Requests of " + card.path("passes").asText() + " pass as they are.");
    out.println("Those of " + joined(card.path("converts")) + " are converted:");
    out.println();
    parts().print(terminal);
    out.println();
    out.println("Carried as they are: " + carried());
    if (!card.path("options").isEmpty()) {
      out.println();
      options().print(terminal);
    }
    if (!card.path("families").isEmpty()) {
      out.println();
      families().print(terminal);
    }
  }

  private static String joined(JsonNode names) {
    var all = new ArrayList<String>();
    names.forEach(name -> all.add(name.asText()));
    return String.join(", ", all);
  }

  private Table parts() {
    var table = new Table("PART", "BECOMES", "NOTE");
    for (String kind : WORTH_A_LINE) {
      for (JsonNode part : card.path("parts")) {
        if (part.path("becomes").asText().equals(kind)) {
          table.row(part.path("part").asText(), kind, part.path("note").asText());
        }
      }
    }
    return table;
  }

  private String carried() {
    var names = new ArrayList<String>();
    for (JsonNode part : card.path("parts")) {
      if (part.path("becomes").asText().equals("carried")) {
        names.add(part.path("part").asText());
      }
    }
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private Table options() {
    String preset = card.path("preset").asText("");
    var table = new Table("OPTION", "VALUE", "FROM");
    for (JsonNode option : card.path("options")) {
      String from = option.path("from").asText();
      table.row(
          option.path("option").asText(),
          said(option.path("value")),
          from.equals("preset") ? "preset " + preset : from);
    }
    return table;
  }

  private Table families() {
    var table = new Table("MODELS", "SET");
    for (JsonNode family : card.path("families")) {
      String set =
          family.path("options").properties().stream()
              .map(each -> each.getKey() + "=" + said(each.getValue()))
              .collect(Collectors.joining(" "));
      table.row(joined(family.path("models")), set);
    }
    return table;
  }

  private static String said(JsonNode value) {
    return value.toString().replace("\"", "");
  }
}
