package dev.sluice.ledger.price;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /* Names come from upstreams' answers and callers: their number has an end. */
  private static final int MOST_MET = 1_000;

  private final Map<String, List<Listed>> models = new HashMap<>();
  private final Map<String, String> aliases = new HashMap<>();
  private final List<Listed> all;
  private final Map<String, List<Listed>> met = new ConcurrentHashMap<>();

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
    long millis = at.toEpochMilli();
    for (Listed each : inTurn(model)) {
      if (each.fromMillis() <= millis) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /* A process meets few models, each of them in every request. */
  private List<Listed> inTurn(String model) {
    List<Listed> found = met.get(model);
    if (found == null) {
      found = candidates(model);
      if (met.size() < MOST_MET) {
        met.put(model, found);
      }
    }
    return found;
  }

  private List<Listed> candidates(String model) {
    String name = plain(model);
    String bare = name.substring(name.lastIndexOf('/') + 1);
    String undated = DATE.matcher(bare).replaceFirst("");
    var names = new LinkedHashSet<>(List.of(name, bare, undated));
    for (int end = undated.lastIndexOf('-'); end > 0; end = undated.lastIndexOf('-', end - 1)) {
      boolean figure = end + 1 < undated.length() && Character.isDigit(undated.charAt(end + 1));
      if (figure) {
        break;
      }
      names.add(undated.substring(0, end));
    }
    return names.stream().flatMap(this::known).toList();
  }

  private Stream<Listed> known(String name) {
    return Stream.of(name, aliases.getOrDefault(name, ""))
        .flatMap(each -> models.getOrDefault(each, List.of()).stream());
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("(\\[1m])+$", "");
  }
}
