package dev.sluice.base;

import static java.util.Comparator.comparingInt;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Finds the names that someone who misspelt one probably meant. */
public final class NearestNames {

  private NearestNames() {}

  /** At most {@code limit} of {@code known}, nearest first; those too far off are left out. */
  public static List<String> of(String misspelt, Collection<String> known, int limit) {
    String wanted = misspelt.toLowerCase(Locale.ROOT);
    record Near(String name, int distance) {}
    return known.stream()
        .distinct()
        .map(name -> new Near(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(near ->
            near.distance() <= Math.max(2, Math.max(wanted.length(), near.name().length()) / 2))
        .sorted(comparingInt(Near::distance).thenComparing(Near::name))
        .limit(limit)
        .map(Near::name)
        .toList();
  }

  /** Levenshtein's distance, one row at a time. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int above = row[j];
        int swap = from.charAt(i - 1) == to.charAt(j - 1) ? diagonal : diagonal + 1;
        row[j] = Math.min(swap, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
