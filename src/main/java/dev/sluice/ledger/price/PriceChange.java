package dev.sluice.ledger.price;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What taking over a list would change, to be looked at before it is done. The operator's own
 * prices stay; models that the list lacks keep the price they have.
 *
 * @param added models that had no price from a list
 * @param changed old and new
 * @param pinned models of the list for which the operator's price goes on holding
 * @param unchanged how many are as they were
 */
public record PriceChange(
    List<Listed> added, List<Changed> changed, List<String> pinned, int unchanged) {

  /** A model whose price is another. */
  public record Changed(Listed before, Listed after) {}

  public PriceChange {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    pinned = List.copyOf(pinned);
  }

  /** Compares a list with what holds now. */
  public static PriceChange of(PriceTable table, List<Listed> list, LocalDate today) {
    Map<String, Listed> now = new HashMap<>();
    Map<String, Listed> manual = new HashMap<>();
    for (Listed each : table.entries()) {
      if (!each.from().isAfter(today)) {
        (each.source() == Listed.Source.MANUAL ? manual : now).putIfAbsent(each.model(), each);
      }
    }
    List<Listed> added = new ArrayList<>();
    List<Changed> changed = new ArrayList<>();
    List<String> pinned = new ArrayList<>();
    int unchanged = 0;
    for (Listed each : list) {
      Optional<Listed> before = Optional.ofNullable(now.get(each.model()));
      if (manual.containsKey(each.model())) {
        pinned.add(each.model());
      }
      if (before.isEmpty()) {
        added.add(each);
      } else if (before.get().price().equals(each.price())) {
        unchanged++;
      } else {
        changed.add(new Changed(before.get(), each));
      }
    }
    return new PriceChange(added, changed, pinned, unchanged);
  }

  /** The entries to be kept from now on. */
  public List<Listed> entries() {
    List<Listed> entries = new ArrayList<>(added);
    changed.forEach(each -> entries.add(each.after()));
    return entries;
  }
}
