package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.words;

import dev.sluice.admin.doctor.FindingsJson;
import dev.sluice.base.Words;
import dev.sluice.cli.ExitCode;
import dev.sluice.cli.Output;
import dev.sluice.cli.Terminal;
import dev.sluice.health.Finding;
import dev.sluice.health.Finding.State;
import java.util.ArrayList;
import java.util.List;

/** Shows findings as they come, group by group, or all of them in the end as JSON or YAML. */
final class Report {

  static final Words GATEWAY = words("gateway");
  static final Words ACCESS = words("access");
  private static final Words CONFIGURATION = words("configuration");
  private static final Words DOCUMENT = words("document");

  private static final int NARROWEST = 20;
  private static final String RESET = "\u001b[0m";

  private final Terminal terminal;
  private final Output output;
  private final boolean table;
  private final List<Finding> findings = new ArrayList<>();

  Report(Terminal terminal, Output output) {
    this.terminal = terminal;
    this.output = output;
    this.table = !output.json();
  }

  void add(List<Finding> more) {
    String last = findings.isEmpty() ? "" : findings.getLast().group().text();
    int widest = more.stream().mapToInt(each -> each.check().text().length()).max().orElse(0);
    widest = Math.max(widest, NARROWEST);
    findings.addAll(more);
    if (!table) {
      return;
    }
    for (Finding each : more) {
      String group = each.group().text();
      if (!group.equals(last)) {
        terminal.out().println((last.isEmpty() ? "" : "\n") + plain(group));
        last = group;
      }
      show(each, widest);
    }
    terminal.out().flush();
  }

  private void show(Finding finding, int widest) {
    String state = finding.state().label();
    String check = plain(finding.check().text());
    terminal
        .out()
        .println(
            "  "
                + coloured(finding.state(), state)
                + " ".repeat(9 - state.length())
                + check
                + " ".repeat(widest - check.length() + 2)
                + plain(finding.seen().text()));
    if (!finding.fix().isEmpty()) {
      terminal.out().println("           fix: " + plain(finding.fix().text()));
    }
  }

  /* What upstreams and proxies said must not steer the terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private String coloured(State state, String text) {
    if (!terminal.colour()) {
      return text;
    }
    return switch (state) {
      case OK -> "\u001b[32m" + text + RESET;
      case WARNING -> "\u001b[33m" + text + RESET;
      case FAILED -> "\u001b[31m" + text + RESET;
    };
  }

  void end() {
    if (table) {
      terminal
          .out()
          .println(
              "\n"
                  + FindingsJson.count(findings, State.OK)
                  + " ok, "
                  + FindingsJson.count(findings, State.WARNING)
                  + " warning, "
                  + FindingsJson.count(findings, State.FAILED)
                  + " failed");
    } else {
      output.show(terminal, FindingsJson.of(findings));
    }
  }

  /** 0 when nothing failed, warnings or not. */
  int exitCode() {
    List<Finding> failed = findings.stream().filter(each -> each.state() == State.FAILED).toList();
    if (failed.isEmpty()) {
      return ExitCode.DONE;
    }
    if (has(failed, GATEWAY, ACCESS)) {
      return ExitCode.REFUSED;
    }
    return has(failed, CONFIGURATION, DOCUMENT) ? ExitCode.INVALID : ExitCode.UNAVAILABLE;
  }

  private static boolean has(List<Finding> failed, Words group, Words check) {
    return failed.stream()
        .anyMatch(each ->
            each.group().text().equals(group.text()) && each.check().text().equals(check.text()));
  }
}
