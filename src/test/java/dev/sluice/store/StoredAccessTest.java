package dev.sluice.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.AccessRepository.Change;
import dev.sluice.access.AuditEntry;
import dev.sluice.access.AuditNote;
import dev.sluice.access.Expiry;
import dev.sluice.access.IssuedKey;
import dev.sluice.access.TermsJson;
import dev.sluice.access.User;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredAccessTest {

  private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
  private static final TermsJson JSON =
      new TermsJson(new Expiry(InstantSource.system(), () -> ZoneOffset.UTC));

  @TempDir Path folder = Path.of("");
  private Database database = Database.at(Path.of(""));
  private StoredAccess access = new StoredAccess(database);

  @BeforeEach
  void open() {
    database = Database.at(folder.resolve("sluice.db"));
    access = new StoredAccess(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static AuditNote note(String detail) {
    return new AuditNote(NOON, "test", "did", "it", detail);
  }

  private static IssuedKey key(String id, String digest, boolean replaced) throws Exception {
    var terms =
        JSON.terms(
            (ObjectNode)
                new ObjectMapper()
                    .readTree(
                        "{\"name\":\"%s\",\"rpm\":3,\"budgets\":{\"day\":\"1.5\"},\"tags\":[\"t\"]}"
                            .formatted(id)));
    Optional<IssuedKey.Former> former =
        replaced ? Optional.of(new IssuedKey.Former("old-" + digest, NOON)) : Optional.empty();
    var credential =
        new IssuedKey.Credential(
            digest, former, replaced ? Optional.of("c2VhbA==") : Optional.empty());
    return new IssuedKey(id, terms, "sk-slu-abcd", credential, NOON);
  }

  @Test
  void whatIsKeptComesBackAsItWas() throws Exception {
    IssuedKey plain = key("key_1", "d1", false);
    IssuedKey replaced = key("key_2", "d2", true);
    var profile =
        JSON.profile((ObjectNode) new ObjectMapper().readTree("{\"name\":\"ann\",\"tpm\":9}"));
    var user = new User("user_1", profile, NOON);
    done(access.keep(Optional.of(new Change.KeyIs(plain)), note("1")));
    done(access.keep(Optional.of(new Change.KeyIs(replaced)), note("2")));
    done(access.keep(Optional.of(new Change.UserIs(user)), note("3")));
    var kept = done(access.load());
    assertThat(kept.keys()).containsExactly(plain, replaced);
    assertThat(kept.users()).containsExactly(user);
    done(access.keep(Optional.of(new Change.KeyIs(key("key_1", "d3", true))), note("4")));
    done(access.keep(Optional.of(new Change.KeyGone("key_2")), note("5")));
    done(access.keep(Optional.of(new Change.UserGone("user_1")), note("6")));
    kept = done(access.load());
    assertThat(kept.keys()).containsExactly(key("key_1", "d3", true));
    assertThat(kept.users()).isEmpty();
  }

  @Test
  void aChangeThatFailsLeavesNoNote() throws Exception {
    done(access.keep(Optional.of(new Change.KeyIs(key("key_1", "same", false))), note("1")));
    assertThat(access.keep(Optional.of(new Change.KeyIs(key("key_2", "same", false))), note("2")))
        .failsWithin(java.time.Duration.ofSeconds(20));
    assertThat(done(access.trail(Long.MAX_VALUE, 10))).hasSize(1);
    assertThat(done(access.load()).keys()).hasSize(1);
  }

  @Test
  void theTrailIsAChainWithoutGapsReadFromItsEnd() {
    for (int i = 1; i <= 5; i++) {
      done(access.keep(Optional.empty(), note("note " + i)));
    }
    List<AuditEntry> all = done(access.trail(Long.MAX_VALUE, 10));
    assertThat(all).extracting(AuditEntry::number).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(all).allMatch(AuditEntry::intact);
    for (int i = 0; i < 4; i++) {
      assertThat(all.get(i).previous()).isEqualTo(all.get(i + 1).hash());
    }
    assertThat(all.getLast().previous()).isEqualTo(AuditEntry.NOTHING);
    assertThat(done(access.trail(3, 1))).extracting(AuditEntry::number).containsExactly(2L);
  }
}
