package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** What is asked for; every scripted answer says that 7 tokens came out. */
  private enum Asked {
    STREAM("claude-sonnet-4-5", true, "event: message_stop"),
    CONVERTED_STREAM("gpt-5", true, "event: message_stop"),
    WHOLE("claude-haiku-4-5", false, "\"output_tokens\":7"),
    CONVERTED_WHOLE("gpt-5", false, "\"output_tokens\":7");

    private final String model;
    private final boolean streamed;
    private final String end;

    Asked(String model, boolean streamed, String end) {
      this.model = model;
      this.streamed = streamed;
      this.end = end;
    }

    String body() {
      return ("{\"model\":\"%s\",\"max_tokens\":9,\"stream\":%s,"
              + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
          .formatted(model, streamed);
    }
  }

  @TempDir Path folder = Path.of("");
  private final ScriptedUpstream streaming = ScriptedUpstream.start();
  private final ScriptedUpstream whole = ScriptedUpstream.start();
  private final ScriptedUpstream foreign = ScriptedUpstream.start();
  private final Map<String, Asked> seenToEnd = new ConcurrentHashMap<>();

  @AfterEach
  void close() {
    upstreams().forEach(ScriptedUpstream::close);
  }

  private List<ScriptedUpstream> upstreams() {
    return List.of(streaming, whole, foreign);
  }

  private int exchanges() {
    return upstreams().stream().mapToInt(each -> each.exchanges().size()).sum();
  }

  @Test
  void whateverTheMomentOfTheKillTheBooksAreWhatWasServed() throws Exception {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    streaming.answers(Answers.anthropicStream("one ", "two ", "three"));
    whole.answers(Answers.anthropicWhole("one two three"));
    foreign.answers(Answers.chatStream("one ", "two ", "three"));
    configure();
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

  private void configure() throws IOException {
    var document = JsonNodeFactory.instance.objectNode();
    var channels = document.putArray("channels");
    channels.add(channel("streaming", streaming, Asked.STREAM));
    channels.add(channel("whole", whole, Asked.WHOLE));
    channels.add(channel("foreign", foreign, Asked.CONVERTED_STREAM).put("type", "openai-chat"));
    Files.writeString(folder.resolve("config.json"), document.toString());
  }

  private static ObjectNode channel(String id, ScriptedUpstream upstream, Asked asked) {
    ObjectNode channel = RunningGateway.channel(id, upstream, "sk-upstream-key");
    channel.putArray("models").add(asked.model);
    return channel;
  }

  /* Callers ask until the process under them is gone. */
  private void load(int port, int millis, Process gateway) throws InterruptedException {
    int before = seenToEnd.size();
    var over = new AtomicBoolean();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Asked asked = Asked.values()[i % Asked.values().length];
      callers.add(Thread.ofVirtual().start(() -> ask(port, asked, over)));
    }
    Waiting.until("callers are served", () -> seenToEnd.size() > before);
    Thread.sleep(millis); // The moment of the kill is what is tried out here.
    gateway.destroyForcibly().waitFor();
    over.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
  }

  private void ask(int port, Asked asked, AtomicBoolean over) {
    while (!over.get()) {
      try (var caller = RawCaller.connect(port)) {
        RawAnswer answer =
            caller.post("/v1/messages", asked.body(), "x-api-key: " + KEY).wholeAnswer();
        if (answer.text().contains(asked.end)) {
          seenToEnd.put(answer.header("x-sluice-request-id").orElseThrow(), asked);
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
      assertThat(booked.keySet()).as("seed %d", seed).containsAll(seenToEnd.keySet());
      assertThat(seenToEnd.values()).as("seed %d", seed).contains(Asked.values());
      seenToEnd.forEach((id, asked) -> {
        JsonNode record = Objects.requireNonNull(booked.get(id));
        String which = "%s %s, seed %d".formatted(asked, id, seed);
        assertThat(record.path("estimated").asBoolean()).as(which).isFalse();
        assertThat(record.path("outputTokens").asInt()).as(which).isEqualTo(7);
      });
      long charged =
          booked.values().stream().filter(each -> each.path("billed").size() > 0).count();
      assertThat(charged).isLessThanOrEqualTo(exchanges());
      JsonNode total = get(port, "/api/stats?since=24h").path("total");
      assertThat(total.path("requests").asLong()).isEqualTo(booked.size());
      assertThat(total.path("outputTokens").asLong()).isEqualTo(sum(booked, "outputTokens"));
      System.out.printf(
          "%d kills: %d requests, %d seen to their end, %d booked, %d of them estimated%n",
          ROUNDS, exchanges(), seenToEnd.size(), booked.size(), total.path("estimated").asLong());
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
