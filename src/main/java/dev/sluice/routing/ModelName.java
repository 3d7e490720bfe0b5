package dev.sluice.routing;

import dev.sluice.base.Glob;
import dev.sluice.config.Mapping;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What becomes of a requested model's name on its way to a channel. */
public final class ModelName {

  private static final String LONG_CONTEXT = "[1m]";

  private ModelName() {}

  /** Without Claude Code's marker of a long context, which some versions send twice. */
  public static String bare(String requested) {
    String name = requested.strip();
    while (marked(name)) {
      name = name.substring(0, name.length() - LONG_CONTEXT.length()).strip();
    }
    return name;
  }

  private static boolean marked(String name) {
    int from = name.length() - LONG_CONTEXT.length();
    return name.regionMatches(true, from, LONG_CONTEXT, 0, LONG_CONTEXT.length());
  }

  /** By the mappings that hold for the channel; one made for it alone goes before one for all. */
  static String mapped(String model, List<Mapping> mappings, String channelId) {
    if (mappings.isEmpty()) {
      return model;
    }
    return mappings.stream()
        .filter(each -> each.channel().isEmpty() || each.channel().get().equals(channelId))
        .filter(each -> fits(each.from(), model))
        .max(
            Comparator.comparing((Mapping each) -> each.channel().isPresent())
                .thenComparingInt(each -> weight(each.from(), model)))
        .map(Mapping::to)
        .orElse(model);
  }

  /** By a channel's own map, most specific pattern first. */
  static String mapped(String model, Map<Glob, String> modelMap) {
    if (modelMap.isEmpty()) {
      return model;
    }
    return modelMap.entrySet().stream()
        .filter(entry -> fits(entry.getKey(), model))
        .max(Comparator.comparingInt(entry -> weight(entry.getKey(), model)))
        .map(Map.Entry::getValue)
        .orElse(model);
  }

  private static boolean fits(Glob pattern, String model) {
    return pattern.matches(model) || ClaudeSlot.holds(pattern, model);
  }

  /** A slot goes behind every pattern that says something of the name, and before a bare star. */
  private static int weight(Glob pattern, String model) {
    return pattern.matches(model) ? 2 * pattern.specificity() : 1;
  }

  static boolean taken(Collection<Glob> models, String requested, String mapped) {
    return models.isEmpty()
        || models.stream().anyMatch(glob -> glob.matches(mapped) || glob.matches(requested));
  }
}
