package dev.sluice.protocol.convert;

import static java.util.stream.Collectors.joining;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Treatment.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The tables of {@code docs/conversions.md}, told by the code itself. */
final class ConversionsDocument {

  /** What stands above is written by hand. */
  static final String MARK = "<!-- Everything below is written by ConversionsDocumentTest. -->\n";

  private ConversionsDocument() {}

  static String generated() {
    return requests() + callers() + AnswerTables.all() + UpstreamTables.all();
  }

  private static String requests() {
    var text =
        new StringBuilder(
            """

            ## Requests: what each upstream gets

            The parts of a request as Anthropic Messages spells them, and what becomes of each at an upstream that speaks
            another protocol than the caller.

            """);
    text.append(head("part"));
    for (Part part : Part.values()) {
      text.append("| ").append(escaped(part.text()));
      for (Protocol upstream : Protocol.values()) {
        Map<Part, Treatment> table = UpstreamSide.of(upstream).treatments();
        text.append(" | ").append(words(Objects.requireNonNull(table.get(part))));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private static String callers() {
    var text =
        new StringBuilder(
            """

            ## Requests: what of each caller's members is understood

            What a member becomes before an upstream is asked; what that makes of it stands in the table above.
            """);
    for (Protocol caller : Protocol.values()) {
      text.append("\n### ")
          .append(caller.id())
          .append("\n\n| member | | becomes |\n|---|---|---|\n");
      for (Treatment each : CallerSide.of(caller).treatments()) {
        text.append(row(each.part(), kind(each.kind()), escaped(each.note())));
      }
    }
    return text.toString();
  }

  static String head(String first) {
    List<Protocol> all = Arrays.asList(Protocol.values());
    return "| "
        + first
        + all.stream().map(each -> " | `" + each.id() + "`").collect(joining())
        + " |\n|---|"
        + "---|".repeat(all.size())
        + "\n";
  }

  static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  static String words(Treatment treatment) {
    String kind = kind(treatment.kind());
    return treatment.note().isEmpty() ? kind : kind + ": " + escaped(treatment.note());
  }

  private static String kind(Kind kind) {
    return kind == Kind.DEGRADED || kind == Kind.REFUSED
        ? "**" + kind.name().toLowerCase(Locale.ROOT) + "**"
        : kind.name().toLowerCase(Locale.ROOT);
  }

  static String escaped(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
