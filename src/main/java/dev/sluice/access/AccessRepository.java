package dev.sluice.access;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where issued keys, people and the trail of what was done are kept. */
public interface AccessRepository {

  /** All keys and people. */
  record Kept(List<IssuedKey> keys, List<User> users) {}

  /** One change. */
  sealed interface Change {

    record KeyIs(IssuedKey key) implements Change {}

    record KeyGone(String id) implements Change {}

    record UserIs(User user) implements Change {}

    record UserGone(String id) implements Change {}
  }

  CompletionStage<Kept> load();

  /**
   * Makes the change and notes it, both or neither.
   *
   * @param change empty: there is only something to note
   */
  CompletionStage<AuditEntry> keep(Optional<Change> change, AuditNote note);

  /**
   * Entries of the trail, newest first.
   *
   * @param before numbers below it only
   */
  CompletionStage<List<AuditEntry>> trail(long before, int limit);

  /** Looks at every entry of the trail. */
  CompletionStage<AuditCheck> check();
}
