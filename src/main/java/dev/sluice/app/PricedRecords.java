package dev.sluice.app;

import dev.sluice.ledger.RequestPage;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.RequestRecords;
import dev.sluice.ledger.journal.Journals;
import dev.sluice.ledger.price.Prices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The store as the ledger writes it: nothing is booked before the prices are read, and the journals
 * learn what they may forget.
 */
final class PricedRecords implements RequestRecords {

  private final RequestRecords store;
  private final Prices prices;
  private final Journals journals;
  private volatile boolean away;

  PricedRecords(RequestRecords store, Prices prices, Journals journals) {
    this.store = store;
    this.prices = prices;
    this.journals = journals;
  }

  /** The record with what its attempts cost at the prices in use. */
  RequestRecord priced(RequestRecord record) {
    return record.priced(
        each -> prices.cost(each.model(), record.time(), each.usage(), each.multiplier()));
  }

  /** Whether the last that was tried failed. */
  boolean away() {
    return away;
  }

  /* With prices that were not read before, what was priced earlier is priced again. */
  @Override
  public CompletionStage<Void> append(List<RequestRecord> records) {
    return prices
        .open()
        .thenCompose(_ -> store.append(records.stream().map(this::priced).toList()))
        .whenComplete((_, failure) -> {
          away = failure != null;
          if (failure == null) {
            journals.stored(records);
          }
        });
  }

  @Override
  public CompletionStage<RequestPage> page(RequestQuery query) {
    return store.page(query);
  }

  @Override
  public CompletionStage<Optional<RequestRecord>> find(String id) {
    return store.find(id);
  }

  @Override
  public CompletionStage<Integer> deleteBefore(Instant time, int most) {
    return store.deleteBefore(time, most);
  }

  @Override
  public CompletionStage<Integer> deleteOldest(int count) {
    return store.deleteOldest(count);
  }

  @Override
  public CompletionStage<Long> size() {
    return store.size();
  }
}
