package dev.sluice.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ledger.Prelude;
import dev.sluice.ledger.Records;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics.Line;
import dev.sluice.ledger.stats.Statistics.Summary;
import dev.sluice.ledger.stats.StatsQuery;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases as earlier versions left them, with what they held. */
final class UpgradeTest {

  private static final Pattern STATEMENTS = Pattern.compile(";\n");

  @TempDir Path folder = Path.of("");

  static List<Integer> earlier() throws Exception {
    return numbers("schemas", "v([0-9]+)\\.sql");
  }

  private static List<Integer> numbers(String folder, String name) throws Exception {
    URI place = Objects.requireNonNull(UpgradeTest.class.getResource(folder)).toURI();
    try (var files = Files.list(Path.of(place))) {
      return files
          .map(file -> Pattern.compile(name).matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(found -> Integer.valueOf(found.group(1)))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyEarlierSchemaIsTried() throws Exception {
    List<Integer> all = numbers("migrations", "V([0-9]+)__.*\\.sql");
    assertThat(all.getLast()).isEqualTo(Migrations.NEWEST);
    assertThat(earlier()).isEqualTo(all.subList(0, all.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("earlier")
  void everyEarlierSchemaIsUpgradedWithWhatItHolds(int version) throws Exception {
    Path file = left(version);
    try (Database database = Database.at(file)) {
      var requests = new StoredRequests(database);
      assertThat(all(requests)).extracting(RequestRecord::id).doesNotContain("req_fresh");
      var fresh = Records.served("req_fresh", Instant.parse("2026-05-02T10:00:00Z"));
      requests.append(List.of(fresh)).toCompletableFuture().join();
      assertThat(all(requests)).extracting(RequestRecord::id).contains("req_fresh", "req_old_1");
      assertThat(requests.find("req_fresh").toCompletableFuture().join()).contains(fresh);
      assertThat(requests.find("req_old_1").toCompletableFuture().join())
          .hasValueSatisfying(old -> {
            assertThat(old.prelude()).isEqualTo(Prelude.NONE);
            assertThat(old.attempts()).isNotEmpty().allMatch(each -> each.startMs() == null);
          });
      Summary summary = summary(database, Dimension.MODEL);
      assertThat(summary.total().requests()).isEqualTo(3);
      assertThat(summary.total().usage().outputTokens()).isEqualTo(7);
      assertThat(summary.total().unpriced()).isEqualTo(1);
      assertThat(summary(database, Dimension.SESSION).lines())
          .singleElement()
          .satisfies(line -> {
            assertThat(line.name()).isEqualTo("s1");
            assertThat(line.figures()).isEqualTo(summary.total());
          });
      assertThat(summary(database, Dimension.AGENT).lines())
          .extracting(Line::name)
          .isEqualTo(version < 3 ? List.of() : List.of("a1"));
    }
    assertThat(Migrations.applied("jdbc:sqlite:" + file)).isEqualTo(Migrations.NEWEST);
  }

  private static List<RequestRecord> all(StoredRequests requests) {
    return requests.page(RequestQuery.ALL).toCompletableFuture().join().items();
  }

  private static Summary summary(Database database, Dimension by) {
    var span =
        Span.around(Instant.parse("2026-05-01T00:00:00Z"), Instant.parse("2026-05-03T00:00:00Z"));
    return new StoredStatistics(database)
        .summary(new StatsQuery(by, span, Map.of(), 10))
        .toCompletableFuture()
        .join();
  }

  @ParameterizedTest
  @MethodSource("earlier")
  void theFileAsItWasStandsBesideIt(int version) throws Exception {
    Path file = left(version);
    try (Database database = Database.at(file)) {
      new StoredRequests(database).append(List.of()).toCompletableFuture().join();
    }
    Path copy = folder.resolve("sluice.db.v" + version + ".bak");
    assertThat(Migrations.applied("jdbc:sqlite:" + copy)).isEqualTo(version);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewDatabaseHasNoCopy() throws Exception {
    try (Database database = Database.at(folder.resolve("sluice.db"))) {
      new StoredRequests(database).append(List.of()).toCompletableFuture().join();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(n -> n.contains("bak"));
    }
  }

  private Path left(int version) throws IOException, SQLException {
    Path file = folder.resolve("sluice.db");
    try (InputStream sql =
            Objects.requireNonNull(getClass().getResourceAsStream("schemas/v" + version + ".sql"));
        var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (String each : STATEMENTS.splitAsStream(new String(sql.readAllBytes(), UTF_8)).toList()) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
    }
    return file;
  }
}
