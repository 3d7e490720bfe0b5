package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gateway in a process of its own is killed under load again and again; its books are held to
 * what callers saw end and to what the upstream was asked. {@code -Dsluice.crash.rounds=200} kills
 * it more often.
 */
final class CrashTest {

  private static final String KEY = RunningGateway.ACCESS_KEY;
  private static final int ROUNDS = Integer.getInteger("sluice.crash.rounds", 3);
  private static final int CALLERS = 8;
  private static final int MOST_MS = 700;
  private static final String BODY =
      "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":9,\"stream\":true,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  /** What ends the scripted stream, which says that 7 tokens came out. */
  private static final String STOP = "event: message_stop";

  @TempDir Path folder = Path.of("");
  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final Set<String> seenToEnd = ConcurrentHashMap.newKeySet();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void whateverTheMomentOfTheKillTheBooksAreWhatWasServed() throws Exception {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    upstream.answers(Answers.anthropicStream("one ", "two ", "three"));
    var document = JsonNodeFactory.instance.objectNode();
    document.putArray("channels").add(RunningGateway.channel("main", upstream, "sk-upstream-key"));
    Files.writeString(folder.resolve("config.json"), document.toString());
    for (int round = 0; round < ROUNDS; round++) {
      Process gateway = start();
      try {
        int port = port();
        load(port, random.nextInt(MOST_MS), gateway);
      } finally {
        gateway.destroyForcibly().waitFor();
      }
    }
    compare(seed);
  }

  /* Callers ask until the process under them is gone. */
  private void load(int port, int millis, Process gateway) throws InterruptedException {
    int before = seenToEnd.size();
    var over = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      callers.add(Thread.ofVirtual().start(() -> ask(port, over)));
    }
    Waiting.until("callers are served", () -> seenToEnd.size() > before);
    Thread.sleep(millis); // The moment of the kill is what is tried out here.
    gateway.destroyForcibly().waitFor();
    over.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void ask(int port, AtomicBoolean over) {
    while (!over.get()) {
      try (var caller = RawCaller.connect(port)) {
        RawAnswer answer = caller.post("/v1/messages", BODY, "x-api-key: " + KEY).wholeAnswer();
        if (answer.text().contains(STOP)) {
          seenToEnd.add(answer.header("x-sluice-request-id").orElseThrow());
        }
      } catch (RuntimeException | AssertionError e) {
        over.set(true); // The process is gone.
      }
    }
  }

  private void compare(long seed) throws Exception {
    Process gateway = start();
    try {
      int port = port();
      Waiting.until("what was left is booked", () -> onlyItsOwnJournalsAreLeft(port));
      Map<String, JsonNode> booked = booked(port);
      assertThat(booked.keySet()).as("seed %d", seed).containsAll(seenToEnd);
      for (String id : seenToEnd) {
        JsonNode record = Objects.requireNonNull(booked.get(id));
        assertThat(record.path("estimated").asBoolean()).as("%s, seed %d", id, seed).isFalse();
        assertThat(record.path("outputTokens").asInt()).as("%s, seed %d", id, seed).isEqualTo(7);
      }
      long charged =
          booked.values().stream().filter(each -> each.path("billed").size() > 0).count();
      assertThat(charged).isLessThanOrEqualTo(upstream.exchanges().size());
      JsonNode total = get(port, "/api/stats?since=24h").path("total");
      assertThat(total.path("requests").asLong()).isEqualTo(booked.size());
      assertThat(total.path("outputTokens").asLong()).isEqualTo(sum(booked, "outputTokens"));
      System.out.printf(
          "%d kills: %d requests, %d seen to their end, %d booked, %d of them estimated%n",
          ROUNDS,
          upstream.exchanges().size(),
          seenToEnd.size(),
          booked.size(),
          total.path("estimated").asLong());
    } finally {
      gateway.destroyForcibly().waitFor();
    }
  }

  private boolean onlyItsOwnJournalsAreLeft(int port) {
    JsonNode books = get(port, "/health").path("books");
    try (var files = Files.list(folder.resolve("journal"))) {
      long running = Runtime.getRuntime().availableProcessors();
      return books.path("waiting").asInt() == 0 && files.count() <= running;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long sum(Map<String, JsonNode> booked, String member) {
    long sum = 0;
    for (JsonNode record : booked.values()) {
      for (JsonNode billed : record.path("billed")) {
        sum += billed.path(member).asLong();
      }
    }
    return sum;
  }

  private static Map<String, JsonNode> booked(int port) {
    Map<String, JsonNode> booked = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page = get(port, "/api/stats/logs?limit=500" + cursor);
      for (JsonNode each : page.path("items")) {
        assertThat(booked.put(each.path("id").asText(), each)).isNull();
      }
      cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
    } while (!cursor.isEmpty());
    return booked;
  }

  private Process start() throws IOException {
    Files.deleteIfExists(folder.resolve("run.json"));
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.sluice.cli.Main",
            "serve",
            "--port",
            "0",
            "--data-dir",
            folder.toString());
    builder.environment().put("PROXY_ACCESS_KEY", KEY);
    builder.environment().put("SLUICE_JOURNAL_MB", "1");
    builder.environment().put("LOG_LEVEL", "warn");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("out.log").toFile()))
        .start();
  }

  private int port() {
    Waiting.until("the gateway runs", () -> running().isPresent());
    return running().orElseThrow().url().getPort();
  }

  private Optional<RunFile> running() {
    try {
      return RunFile.in(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode get(int port, String target) {
    try (var caller = RawCaller.connect(port)) {
      RawAnswer answer = caller.get(target, "x-api-key: " + KEY).wholeAnswer();
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      return JsonMapper.builder().build().readTree(answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
