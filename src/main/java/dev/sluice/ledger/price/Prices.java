package dev.sluice.ledger.price;

import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** The prices in use: what came with the program, and what the book holds beside it. */
public final class Prices {

  private final BundledPrices bundled;
  private final PriceBook book;
  private final InstantSource clock;
  private final AtomicReference<PriceTable> table;
  private volatile boolean opened;
  private CompletionStage<?> last = CompletableFuture.completedStage(null);

  public Prices(BundledPrices bundled, PriceBook book, InstantSource clock) {
    this.bundled = bundled;
    this.book = book;
    this.clock = clock;
    this.table = new AtomicReference<>(bundled.table());
  }

  public PriceTable table() {
    return table.get();
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** What an attempt cost at the prices in use. */
  public Cost cost(String model, Instant at, Usage usage, BigDecimal multiplier) {
    return Cost.of(table(), model, at, usage, multiplier);
  }

  /** A name of all that holds now. */
  public String revision() {
    var crc = new CRC32C();
    for (Listed each : table().entries()) {
      crc.update(each.revision().getBytes(StandardCharsets.UTF_8));
    }
    return Long.toHexString(crc.getValue());
  }

  /**
   * Reads the book, once, and brings what the program brought up to date in it. Until then what
   * came with the program holds.
   */
  public CompletionStage<Void> open() {
    return opened
        ? CompletableFuture.completedStage(null)
        : inTurn(() -> CompletableFuture.completedStage(null));
  }

  private CompletionStage<Void> read() {
    return book.load().thenCompose(this::broughtUpToDate).thenRun(() -> opened = true);
  }

  private CompletionStage<Void> broughtUpToDate(List<Listed> kept) {
    Set<String> brought = revisions(bundled.entries());
    Set<String> known = revisions(kept);
    List<Listed> fresh =
        bundled.entries().stream().filter(each -> !known.contains(each.revision())).toList();
    List<String> stale =
        kept.stream()
            .filter(each -> each.source() == Listed.Source.BUNDLED)
            .map(Listed::revision)
            .filter(each -> !brought.contains(each))
            .toList();
    return changed(fresh, stale);
  }

  /** Takes a list over, as its preview said. */
  public CompletionStage<Void> take(PriceChange change) {
    return inTurn(() -> changed(change.entries(), List.of()));
  }

  /** The operator says what a model costs from a day on. */
  public CompletionStage<Void> set(Listed manual) {
    return inTurn(() -> {
      List<String> replaced =
          table().entries().stream()
              .filter(each -> each.source() == Listed.Source.MANUAL)
              .filter(each -> each.model().equals(manual.model()))
              .filter(each -> each.from().equals(manual.from()))
              .map(Listed::revision)
              .filter(each -> !each.equals(manual.revision()))
              .toList();
      return changed(List.of(manual), replaced);
    });
  }

  /** The operator's prices for a model hold no longer; gives whether there were any. */
  public CompletionStage<Boolean> unset(String model) {
    var withdrawn = new ArrayList<String>();
    return inTurn(
            () -> {
              table().entries().stream()
                  .filter(
                      each -> each.source() == Listed.Source.MANUAL && each.model().equals(model))
                  .map(Listed::revision)
                  .forEach(withdrawn::add);
              return changed(List.of(), withdrawn);
            })
        .thenApply(_ -> !withdrawn.isEmpty());
  }

  private CompletionStage<Void> changed(List<Listed> added, List<String> withdrawn) {
    return book.change(added, withdrawn).thenCompose(_ -> book.load()).thenAccept(this::use);
  }

  private void use(List<Listed> kept) {
    table.set(new PriceTable(new ArrayList<>(kept), bundled.aliases()));
  }

  /* Nothing is changed before what is kept has been read. */
  private synchronized CompletionStage<Void> inTurn(Supplier<CompletionStage<Void>> step) {
    CompletionStage<Void> mine =
        last.handle((_, _) -> null)
            .thenCompose(_ -> opened ? step.get() : read().thenCompose(_ -> step.get()));
    last = mine;
    return mine;
  }

  private static Set<String> revisions(List<Listed> entries) {
    var revisions = new HashSet<String>();
    entries.forEach(each -> revisions.add(each.revision()));
    return revisions;
  }
}
