package dev.sluice.config;

import dev.sluice.base.Money;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Window;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how much may be used of a channel. */
final class ChannelLimitsReader {

  private static final List<String> KNOWN =
      List.of("budgets", "rpm", "tpm", "concurrent", "sessions");
  private static final List<String> WINDOWS =
      Arrays.stream(Window.values()).map(Window::id).toList();
  private static final String DOLLARS = "US dollars above 0 such as \"1.50\"";
  private static final long MOST_REQUESTS = 1_000_000;
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private ChannelLimitsReader() {}

  static Optional<Limits> read(Place place) {
    return Members.of(place, KNOWN)
        .map(members ->
            new Limits(
                members.getUnlessNull("budgets").map(ChannelLimitsReader::budgets).orElse(Map.of()),
                count(members, "rpm", MOST_REQUESTS).map(Long::intValue),
                count(members, "tpm", MOST_TOKENS),
                count(members, "concurrent", MOST_REQUESTS).map(Long::intValue),
                count(members, "sessions", MOST_REQUESTS).map(Long::intValue)));
  }

  private static Optional<Long> count(Members members, String name, long most) {
    return members.getUnlessNull(name).flatMap(at -> at.number(1, most));
  }

  private static Map<Window, Money> budgets(Place place) {
    var budgets = new EnumMap<Window, Money>(Window.class);
    Members.of(place, WINDOWS)
        .ifPresent(members -> {
          for (Window window : Window.values()) {
            members
                .getUnlessNull(window.id())
                .flatMap(ChannelLimitsReader::money)
                .ifPresent(money -> budgets.put(window, money));
          }
        });
    return budgets;
  }

  /* As text, so that no fraction of a cent is lost on the way. */
  private static Optional<Money> money(Place place) {
    try {
      if (place.node().isTextual() || place.node().isNumber()) {
        Money money =
            Money.parse(
                place.node().isNumber()
                    ? place.node().decimalValue().toPlainString()
                    : place.node().asText());
        if (money.nanos() > 0) {
          return Optional.of(money);
        }
      }
    } catch (IllegalArgumentException e) {
      // Told below as everything else that is no amount.
    }
    return place.wrong(DOLLARS);
  }
}
