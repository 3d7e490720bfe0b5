package dev.sluice.ledger.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All prices that hold, and the rule by which a model finds its own.
 *
 * <p>A name is tried as it stands, as an alias, without what stands before its last slash, and
 * without its date; the first of these that the table knows decides. Else the longest known name
 * that it begins with does, when a hyphen and no figure follows: {@code gpt-5-codex} is a {@code
 * gpt-5}, and {@code claude-opus-5-9} is no {@code claude-opus-5}. Of the entries of one model that
 * hold on a day the operator's go first, then those of a feed, then those that came with the
 * program; of one source the newest.
 */
public final class PriceTable {

  private static final Pattern DATE =
      Pattern.compile("[-@](20[0-9]{6}|20[0-9]{2}-[0-9]{2}-[0-9]{2}|latest)(-v[0-9]+(:[0-9]+)?)?$");
  private static final Comparator<Listed> BEST_FIRST =
      Comparator.comparing(Listed::source)
          .thenComparing(Listed::from)
          .thenComparing(Listed::revision)
          .reversed();

  private final TreeMap<String, List<Listed>> models = new TreeMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<Listed> all;

  public PriceTable(Collection<Listed> listed, Map<String, String> aliases) {
    this.all =
        listed.stream()
            .sorted(Comparator.comparing(Listed::model).thenComparing(BEST_FIRST))
            .toList();
    for (Listed each : all) {
      models.computeIfAbsent(plain(each.model()), _ -> new ArrayList<>()).add(each);
    }
    aliases.forEach((alias, model) -> this.aliases.put(plain(alias), plain(model)));
  }

  /** By model, the entry that goes first before the others. */
  public List<Listed> entries() {
    return all;
  }

  public Map<String, String> aliases() {
    return Map.copyOf(aliases);
  }

  /** The entry for a model as its upstream was asked for it. */
  public Optional<Listed> find(String model, Instant at) {
    String name = plain(model);
    String bare = name.substring(name.lastIndexOf('/') + 1);
    return known(name, at)
        .or(() -> known(bare, at))
        .or(() -> known(undated(bare), at))
        .or(() -> prefix(undated(bare), at));
  }

  private Optional<Listed> known(String name, Instant at) {
    return holding(name, at)
        .or(() -> Optional.ofNullable(aliases.get(name)).flatMap(other -> holding(other, at)));
  }

  private Optional<Listed> holding(String name, Instant at) {
    return models.getOrDefault(name, List.of()).stream()
        .filter(each -> each.fromMillis() <= at.toEpochMilli())
        .findFirst();
  }

  private Optional<Listed> prefix(String name, Instant at) {
    for (int end = name.lastIndexOf('-'); end > 0; end = name.lastIndexOf('-', end - 1)) {
      boolean figure = end + 1 < name.length() && Character.isDigit(name.charAt(end + 1));
      if (figure) {
        return Optional.empty();
      }
      Optional<Listed> found = known(name.substring(0, end), at);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static String undated(String name) {
    return DATE.matcher(name).replaceFirst("");
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("(\\[1m])+$", "");
  }
}
