package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.StatsQuery;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole gateway whose data folder lies on a file system that has no room left. */
final class FullDiskTest {

  private static final String KEY = RunningGateway.ACCESS_KEY;
  private static final int MOST_REQUESTS = 20_000;

  /* A long name makes long records, so that a journal is full after a thousand of them. */
  private static final String MODEL = "m".repeat(1_000);

  @TempDir Path folder = Path.of("");
  private Path disk = Path.of("");
  private final ScriptedUpstream upstream = ScriptedUpstream.start();

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "sluice-test", disk.toString()),
        "a small file system can be mounted by root alone, on Linux");
  }

  @AfterEach
  void unmount() throws Exception {
    upstream.close();
    run("umount", "-l", disk.toString()); // Mapped journals are let go of later.
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "refuse"})
  void trafficGoesOnTheOperatorIsToldAndTheBooksCatchUp(String policy) throws Exception {
    upstream.answers(Answers.anthropicWhole("hi"));
    Gateway gateway = start(policy);
    List<String> served = new ArrayList<>();
    var caller = new Caller(gateway);
    try {
      served.add(caller.ask().orElseThrow());
      Waiting.until("the first is booked", () -> booked(gateway, served.getFirst()));
      fill();
      served.addAll(caller.askUntil("the store is away", this::away));
      JsonNode away = health(gateway);
      assertThat(away.path("status").asText()).isEqualTo("degraded");
      assertThat(away.at("/books/journal").asText()).isEqualTo("ok");
      assertThat(away.at("/books/waiting").asLong()).isPositive();
      assertThat(metrics(gateway)).contains("sluice_store_away 1.0", "sluice_journal_full 0.0");
      if (policy.equals("serve")) {
        served.addAll(caller.askUntil("the journal is full", FullDiskTest::full));
        assertThat(metrics(gateway)).contains("sluice_journal_full 1.0");
        assertThat(caller.ask().map(served::add)).as("it is served, unbooked or not").isPresent();
      } else {
        served.addAll(caller.askUntilRefused());
        assertThat(full(gateway)).isTrue();
        assertThat(health(gateway).at("/books/unbooked").asLong()).isZero();
      }
      Files.delete(disk.resolve("filler"));
      Waiting.until("the books catch up", () -> health(gateway).at("/books/waiting").asLong() == 0);
      Waiting.until("the store is back", () -> !away(gateway));
      assertThat(health(gateway).at("/books/lost").asLong()).isZero();
      if (policy.equals("refuse")) {
        assertThat(caller.ask().map(served::add)).as("there is room again").isPresent();
      }
    } finally {
      gateway.stop();
    }
    assertThat(booked()).containsExactlyInAnyOrderElementsOf(served);
    assertThat(upstream.exchanges()).hasSameSizeAs(served);
  }

  private List<String> booked() throws Exception {
    List<String> booked = new ArrayList<>();
    long added;
    try (StoredLog log = StoredLog.in(disk, Map.of()).orElseThrow()) {
      Optional<Cursor> at = Optional.empty();
      do {
        var page = log.requests().page(RequestQuery.ALL.before(at)).toCompletableFuture().join();
        page.items().stream()
            .filter(record -> record.status() == 200)
            .map(RequestRecord::id)
            .forEach(booked::add);
        at = page.next();
      } while (at.isPresent());
      added =
          log.statistics()
              .summary(
                  new StatsQuery(
                      Dimension.KEY,
                      Span.around(
                          Instant.now().minusSeconds(7200), Instant.now().plusSeconds(7200)),
                      Map.of(),
                      10))
              .toCompletableFuture()
              .join()
              .total()
              .usage()
              .outputTokens();
    }
    assertThat(added).as("every one is added up once").isEqualTo(7L * booked.size());
    return booked;
  }

  private static boolean booked(Gateway gateway, String id) {
    return !tree(get(gateway, "/api/stats/logs/" + id)).path("time").isMissingNode();
  }

  private boolean away(Gateway gateway) {
    return health(gateway).at("/books/store").asText().equals("away");
  }

  private static boolean full(Gateway gateway) {
    return health(gateway).at("/books/journal").asText().equals("full");
  }

  private void fill() throws IOException {
    ByteBuffer nothing = ByteBuffer.allocate(4096);
    try (var filler =
        FileChannel.open(
            disk.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (true) {
        nothing.clear();
        filler.write(nothing);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private Gateway start(String policy) throws Exception {
    var document = JsonNodeFactory.instance.objectNode();
    document.putArray("channels").add(RunningGateway.channel("main", upstream, "sk-upstream-key"));
    Files.writeString(disk.resolve("config.json"), document.toString());
    var settings =
        Settings.read(
            Map.of("SLUICE_JOURNAL_FULL", policy, "SLUICE_JOURNAL_MB", "1"),
            Map.of("DATA_DIR", disk.toString(), "PORT", "0"));
    return Gateway.start(settings, List.of(Secret.of(KEY)), Map.of(), _ -> {});
  }

  /** Asks one request after the other. */
  private static final class Caller {
    private static final String BODY =
        ("{\"model\":\"%s\",\"max_tokens\":9,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
            .formatted(MODEL);
    private final Gateway gateway;
    private int asked;

    Caller(Gateway gateway) {
      this.gateway = gateway;
    }

    /* The id of one that was served; empty: it was refused. */
    Optional<String> ask() {
      assertThat(asked++).as("so many requests").isLessThan(MOST_REQUESTS);
      try (var caller = RawCaller.connect(gateway.port())) {
        RawAnswer answer = caller.post("/v1/messages", BODY, "x-api-key: " + KEY).wholeAnswer();
        assertThat(answer.status()).as(answer.text()).isIn(200, 529);
        return answer.status() == 200 ? answer.header("x-sluice-request-id") : Optional.empty();
      }
    }

    List<String> askUntil(String what, Predicate<Gateway> condition) {
      List<String> served = new ArrayList<>();
      while (!condition.test(gateway)) {
        for (int i = 0; i < 20; i++) {
          served.add(ask().orElseThrow(() -> new AssertionError("refused until " + what)));
        }
      }
      return served;
    }

    List<String> askUntilRefused() {
      List<String> served = new ArrayList<>();
      for (var id = ask(); id.isPresent(); id = ask()) {
        served.add(id.get());
      }
      return served;
    }
  }

  private static JsonNode health(Gateway gateway) {
    return tree(get(gateway, "/health"));
  }

  private static String metrics(Gateway gateway) {
    return get(gateway, "/metrics");
  }

  private static String get(Gateway gateway, String target) {
    try (var caller = RawCaller.connect(gateway.port())) {
      return caller.get(target, "x-api-key: " + KEY).wholeAnswer().text();
    }
  }

  private static JsonNode tree(String text) {
    try {
      return JsonMapper.builder().build().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
