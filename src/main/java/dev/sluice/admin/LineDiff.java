package dev.sluice.admin;

import java.util.ArrayList;
import java.util.List;

/** Two texts compared line by line: what both have, what was taken away, what came. */
final class LineDiff {

  private static final int CONTEXT = 3;

  /** Beyond so many pairs of lines, a stretch that changed is shown as replaced whole. */
  private static final long MOST_PAIRS = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<String> lines = new ArrayList<>();

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Lines that begin with a blank, {@code -} or {@code +}; far ones that both have are left out.
   */
  static List<String> of(List<String> before, List<String> after) {
    var diff = new LineDiff(before, after);
    diff.compare();
    return diff.shortened();
  }

  private void compare() {
    int start = 0;
    int shorter = Math.min(before.size(), after.size());
    while (start < shorter && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    add(" ", before.subList(0, start));
    middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end));
    add(" ", before.subList(before.size() - end, before.size()));
  }

  private void middle(List<String> old, List<String> now) {
    int[][] common =
        (long) old.size() * now.size() > MOST_PAIRS ? new int[0][] : longestCommon(old, now);
    int i = 0;
    int j = 0;
    while (common.length > 0 && i < old.size() && j < now.size()) {
      if (old.get(i).equals(now.get(j))) {
        add(" ", List.of(old.get(i++)));
        j++;
      } else if (common[i + 1][j] >= common[i][j + 1]) {
        add("-", List.of(old.get(i++)));
      } else {
        add("+", List.of(now.get(j++)));
      }
    }
    add("-", old.subList(i, old.size()));
    add("+", now.subList(j, now.size()));
  }

  private static int[][] longestCommon(List<String> old, List<String> now) {
    int[][] length = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        length[i][j] =
            old.get(i).equals(now.get(j))
                ? length[i + 1][j + 1] + 1
                : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length;
  }

  private void add(String sign, List<String> texts) {
    texts.forEach(text -> lines.add(sign + " " + text));
  }

  private List<String> shortened() {
    var shown = new ArrayList<String>();
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (nearChange(i)) {
        if (i > last + 1) {
          shown.add("  ...");
        }
        shown.add(lines.get(i));
        last = i;
      }
    }
    return shown;
  }

  private boolean nearChange(int at) {
    int to = Math.min(lines.size() - 1, at + CONTEXT);
    for (int i = Math.max(0, at - CONTEXT); i <= to; i++) {
      if (!lines.get(i).startsWith(" ")) {
        return true;
      }
    }
    return false;
  }
}
