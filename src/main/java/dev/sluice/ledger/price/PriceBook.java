package dev.sluice.ledger.price;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where prices are kept; what once held is never forgotten. Nothing here waits. */
public interface PriceBook {

  /** The entries that hold or will. */
  CompletionStage<List<Listed>> load();

  /** Adds entries and takes others out of use, all or none. */
  CompletionStage<Void> change(List<Listed> added, List<String> withdrawnRevisions);

  /** An entry of this revision, whether or not it still holds. */
  CompletionStage<Optional<Listed>> find(String revision);
}
