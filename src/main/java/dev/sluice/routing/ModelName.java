package dev.sluice.routing;

import dev.sluice.base.Glob;
import dev.sluice.config.Mapping;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What becomes of a requested model's name on its way to a channel. */
public final class ModelName {

  private static final String LONG_CONTEXT = "[1m]";

  private ModelName() {}

  /** Without Claude Code's marker of a long context, which some versions send twice. */
  public static String bare(String requested) {
    String name = requested.strip();
    while (name.toLowerCase(Locale.ROOT).endsWith(LONG_CONTEXT)) {
      name = name.substring(0, name.length() - LONG_CONTEXT.length()).strip();
    }
    return name;
  }

  /** By the mappings that hold for the channel; one made for it alone goes before one for all. */
  static String mapped(String model, List<Mapping> mappings, String channelId) {
    return mappings.stream()
        .filter(each -> each.channel().isEmpty() || each.channel().get().equals(channelId))
        .filter(each -> each.from().matches(model))
        .max(
            Comparator.comparing((Mapping each) -> each.channel().isPresent())
                .thenComparingInt(each -> each.from().specificity()))
        .map(Mapping::to)
        .orElse(model);
  }

  /** By a channel's own map, most specific pattern first. */
  static String mapped(String model, Map<Glob, String> modelMap) {
    return modelMap.entrySet().stream()
        .filter(entry -> entry.getKey().matches(model))
        .max(Comparator.comparingInt(entry -> entry.getKey().specificity()))
        .map(Map.Entry::getValue)
        .orElse(model);
  }

  static boolean taken(Collection<Glob> models, String requested, String mapped) {
    return models.isEmpty()
        || models.stream().anyMatch(glob -> glob.matches(mapped) || glob.matches(requested));
  }
}
