package dev.sluice.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, cut so that a line fits the terminal. */
final class Table {

  private static final String GAP = "  ";
  private static final int NARROWEST = 6;

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... heading) {
    rows.add(List.of(heading));
  }

  Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  void print(Terminal terminal) {
    int[] widths = widths();
    narrow(widths, terminal.width());
    for (int i = 0; i < rows.size(); i++) {
      String line = line(rows.get(i), widths);
      boolean bold = i == 0 && terminal.colour();
      terminal.out().println(bold ? "\u001b[1m" + line + "\u001b[0m" : line);
    }
  }

  private int[] widths() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  /* The first column names the row: it is what the next command needs, so it is never cut. */
  private static void narrow(int[] widths, int available) {
    int excess = (widths.length - 1) * GAP.length() - available;
    for (int width : widths) {
      excess += width;
    }
    while (excess > 0) {
      int widest = 1;
      for (int i = 1; i < widths.length; i++) {
        widest = widths[i] > widths[widest] ? i : widest;
      }
      if (widths.length < 2 || widths[widest] <= NARROWEST) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cut(row.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(cell).repeat(' ', widths[i] - cell.length());
    }
    return line.toString().stripTrailing();
  }

  private static String cut(String cell, int width) {
    return cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
  }
}
