package dev.sluice.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a channel changes in the headers. Values are never quoted: they may be secrets. */
final class HeaderRulesReader {

  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "upgrade",
          "te",
          "trailer",
          "proxy-connection");

  private HeaderRulesReader() {}

  static Optional<HeaderRules> read(Place place) {
    return Members.of(place, List.of("set", "remove"))
        .map(members -> {
          Map<String, String> set = new LinkedHashMap<>();
          members
              .get("set")
              .map(Place::entries)
              .orElse(List.of())
              .forEach(entry -> set(entry, set));
          List<String> remove = new ArrayList<>();
          for (Place item : members.items("remove")) {
            item.line().flatMap(name -> name(item, name)).ifPresent(remove::add);
          }
          return new HeaderRules(set, remove);
        });
  }

  private static void set(Place.Entry entry, Map<String, String> set) {
    Place place = entry.value();
    Optional<String> name = name(place, entry.name());
    if (!place.node().isTextual()) {
      place.wrong("a string");
      return;
    }
    String value = place.node().textValue();
    if (value.chars().anyMatch(c -> Character.isISOControl(c) || c > 0xff)) {
      place.problems().add(place.pointer(), "has a character that no header can carry");
      return;
    }
    if (name.isPresent() && set.putIfAbsent(name.get(), value) != null) {
      place.problems().add(place.pointer(), "given twice");
    }
  }

  private static Optional<String> name(Place place, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (!lower.matches("[!#$%&'*+.^_`|~0-9a-z-]+")) {
      place.problems().add(place.pointer(), "not the name of a header");
      return Optional.empty();
    }
    if (OURS.contains(lower)) {
      place.problems().add(place.pointer(), "the gateway itself sets this header");
      return Optional.empty();
    }
    return Optional.of(lower);
  }
}
