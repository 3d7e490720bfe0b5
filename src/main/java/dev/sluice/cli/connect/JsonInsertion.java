package dev.sluice.cli.connect;

import dev.sluice.cli.connect.JsonSpan.Group;
import dev.sluice.cli.connect.JsonSpan.Member;
import java.util.List;

/** Writes a new last member into an object, in the manner of what is around it. */
record JsonInsertion(String text, List<Group> holders) {

  private static final String DEFAULT_UNIT = "  ";

  String of(String name, String raw) throws InvalidText {
    Group holder = holders.getLast();
    String member = name + colon() + raw;
    if (holder.members().isEmpty()) {
      return inEmpty(holder, member);
    }
    Member last = holder.members().getLast();
    boolean lines = onLines(holders.size() - 1);
    int place = lines ? endOfLine(last.after()) : last.after();
    String before =
        lines ? SettingsText.lineEnd(text) + SettingsText.indent(text, last.start()) : gap(holder);
    String kept = text.substring(last.value().end(), place);
    return text.substring(0, last.value().end())
        + (last.comma() < 0 ? "," : "")
        + kept
        + before
        + member
        + (last.comma() < 0 ? "" : ",")
        + text.substring(place);
  }

  private String inEmpty(Group holder, String member) {
    String inside = text.substring(holder.start() + 1, holder.end() - 1);
    String before = text.substring(0, holder.start() + 1);
    String rest = text.substring(holder.end() - 1);
    if (!onLines(holders.size() - 1)) {
      String pad = pad();
      return before + pad + member + (inside.isBlank() ? pad : inside) + rest;
    }
    String end = SettingsText.lineEnd(text);
    String base = SettingsText.indent(text, holder.start());
    String line = end + base + unit() + member;
    return before + line + (inside.isBlank() ? end + base : inside) + rest;
  }

  /** Whether members stand on lines of their own; an empty object does as its holder does. */
  private boolean onLines(int depth) {
    List<Member> members = holders.get(depth).members();
    if (members.isEmpty()) {
      return depth == 0 || onLines(depth - 1);
    }
    int before =
        members.size() > 1 ? members.get(members.size() - 2).after() : holders.get(depth).start();
    return text.substring(before, members.getLast().start()).contains("\n");
  }

  private String unit() {
    Group root = holders.getFirst();
    if (root.members().isEmpty()) {
      return DEFAULT_UNIT;
    }
    String outer = SettingsText.indent(text, root.start());
    String inner = SettingsText.indent(text, root.members().getLast().start());
    return inner.startsWith(outer) ? inner.substring(outer.length()) : DEFAULT_UNIT;
  }

  private String colon() {
    for (Group holder : holders.reversed()) {
      if (!holder.members().isEmpty()) {
        Member last = holder.members().getLast();
        String written = text.substring(last.nameEnd(), last.value().start());
        return written.matches("[ \t]*:[ \t]*") ? written : ": ";
      }
    }
    return ": ";
  }

  /** What separates members of one line. */
  private String gap(Group holder) {
    List<Member> members = holder.members();
    if (members.size() > 1) {
      int from = members.get(members.size() - 2).after();
      String written = text.substring(from, members.getLast().start());
      return written.isBlank() ? written : " ";
    }
    return colon().endsWith(":") ? "" : " ";
  }

  /** What separates the brace of an object in one line from its first member. */
  private String pad() {
    Group outer = holders.get(holders.size() - 2);
    String written = text.substring(outer.start() + 1, outer.members().getFirst().start());
    return written.isBlank() ? written : "";
  }

  /* A comment behind the last member on its line stays with it. */
  private int endOfLine(int from) throws InvalidText {
    int stop = SettingsText.lineStop(text, from);
    int behind = JsonScanner.skip(text, from);
    boolean onlyCommentsFollow = behind > stop;
    boolean commentGoesOn =
        text.substring(from, stop).lastIndexOf("/*") > text.substring(from, stop).lastIndexOf("*/");
    return onlyCommentsFollow && !commentGoesOn ? stop : from;
  }
}
