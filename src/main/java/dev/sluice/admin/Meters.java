package dev.sluice.admin;

import dev.sluice.channel.Channel;
import dev.sluice.channel.KeyState;
import dev.sluice.ledger.AttemptRecord;
import dev.sluice.ledger.Backlog;
import dev.sluice.ledger.Inbox;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.bodies.BodyLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What Prometheus is told. Labels are bounded: protocols, classes of status, verdicts, and the ids
 * of configured channels; never a model, a session or anything else that callers choose.
 */
public final class Meters {

  private static final Duration[] FIRST_BYTE = seconds(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60);
  private static final Duration[] WHOLE = seconds(0.1, 0.5, 1, 2.5, 5, 15, 30, 60, 300, 900);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Supplier<List<Channel>> channels;
  private final MultiGauge breakers;
  private final MultiGauge keys;

  /* Each meter once it is known: to look it up by name and labels costs more than to count. */
  private final Map<Ended, Counter> requests = new ConcurrentHashMap<>();
  private final Map<Tried, Counter> attempts = new ConcurrentHashMap<>();
  private final Map<Spent, Counter> tokens = new ConcurrentHashMap<>();
  private final Map<String, Timer> firstBytes = new ConcurrentHashMap<>();
  private final Map<String, Timer> durations = new ConcurrentHashMap<>();

  private record Ended(String protocol, String channel, int hundreds) {

    static Ended of(RequestRecord record) {
      return new Ended(record.protocol(), record.channel(), record.status() / 100);
    }
  }

  private record Tried(String channel, String verdict) {}

  private record Spent(String channel, String kind) {}

  public Meters(Supplier<List<Channel>> channels, IntSupplier live) {
    this.channels = channels;
    this.breakers =
        MultiGauge.builder("sluice.breaker.state")
            .description("1 for the state that a channel's breaker is in")
            .register(registry);
    this.keys =
        MultiGauge.builder("sluice.keys")
            .description("Keys of a channel by state")
            .register(registry);
    Gauge.builder("sluice.streams.live", live, IntSupplier::getAsInt)
        .description("Requests that have not ended")
        .strongReference(true)
        .register(registry);
  }

  /** Tells of the request log's own health too. */
  public void watch(Inbox inbox, Backlog backlog, BodyLog bodies) {
    Gauge.builder("sluice.log.waiting", backlog, Backlog::size)
        .description("Records that the store has yet to take")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder(
            "sluice.log.dropped", inbox, each -> each.dropped() + (double) backlog.dropped())
        .description("Records that the request log lost")
        .register(registry);
    FunctionCounter.builder("sluice.log.bodies.dropped", bodies, BodyLog::dropped)
        .description("Bodies that were to be kept and are not")
        .register(registry);
  }

  /** Shows whether what happens is kept. */
  public void watch(Supplier<BooksHealth> books) {
    Gauge.builder("sluice.store.away", books, each -> each.get().storeKept() ? 0 : 1)
        .description("1 while the database cannot be written")
        .strongReference(true)
        .register(registry);
    Gauge.builder("sluice.journal.full", books, each -> each.get().journalKept() ? 0 : 1)
        .description("1 while a journal is full or cannot be used")
        .strongReference(true)
        .register(registry);
    FunctionCounter.builder("sluice.journal.unbooked", books, each -> each.get().unbooked())
        .description("Requests and attempts that no journal had room for")
        .register(registry);
  }

  /** Counts a request that has ended. */
  public void count(RequestRecord record) {
    requests.computeIfAbsent(Ended.of(record), this::requestsCounter).increment();
    for (AttemptRecord attempt : record.attempts()) {
      attempts
          .computeIfAbsent(new Tried(attempt.channel(), attempt.verdict()), this::attemptsCounter)
          .increment();
    }
    if (record.attempts().isEmpty()) {
      return;
    }
    tokens(record);
    if (record.ttfbMs() > 0) {
      firstBytes
          .computeIfAbsent(
              record.protocol(), protocol -> timer("sluice.first.byte", protocol, FIRST_BYTE))
          .record(record.ttfbMs(), TimeUnit.MILLISECONDS);
    }
    durations
        .computeIfAbsent(
            record.protocol(), protocol -> timer("sluice.request.duration", protocol, WHOLE))
        .record(record.durationMs(), TimeUnit.MILLISECONDS);
  }

  private Counter requestsCounter(Ended ended) {
    return Counter.builder("sluice.requests")
        .description("Requests that have ended, refused ones included")
        .tags("protocol", orNone(ended.protocol()), "channel", orNone(ended.channel()))
        .tag("status", ended.hundreds() == 0 ? "none" : ended.hundreds() + "xx")
        .register(registry);
  }

  private Counter attemptsCounter(Tried tried) {
    return Counter.builder("sluice.attempts")
        .description("Attempts at upstreams by what their end meant")
        .tags("channel", tried.channel(), "verdict", tried.verdict())
        .register(registry);
  }

  private void tokens(RequestRecord record) {
    var usage = record.usage();
    tokens(record, "input", usage.inputTokens());
    tokens(record, "output", usage.outputTokens());
    tokens(record, "cache_read", usage.cacheReadTokens());
    tokens(record, "cache_write", usage.cacheWrite5mTokens() + usage.cacheWrite1hTokens());
  }

  private void tokens(RequestRecord record, String kind, long count) {
    if (count > 0) {
      tokens
          .computeIfAbsent(new Spent(record.channel(), kind), this::tokensCounter)
          .increment((double) count);
    }
  }

  private Counter tokensCounter(Spent spent) {
    return Counter.builder("sluice.tokens")
        .description("Tokens that upstreams counted")
        .tags("channel", orNone(spent.channel()), "kind", spent.kind())
        .register(registry);
  }

  private Timer timer(String name, String protocol, Duration... buckets) {
    return Timer.builder(name)
        .description("Of requests that were sent to an upstream")
        .tags("protocol", orNone(protocol))
        .serviceLevelObjectives(buckets)
        .register(registry);
  }

  /** The text format; states are those of this moment. */
  synchronized String scrape() {
    List<MultiGauge.Row<?>> breakerRows = new ArrayList<>();
    List<MultiGauge.Row<?>> keyRows = new ArrayList<>();
    for (Channel channel : channels.get()) {
      String state = channel.config().enabled() ? channel.state().breaker().label() : "disabled";
      for (String each : List.of("closed", "open", "half-open", "disabled")) {
        breakerRows.add(row(channel, each, each.equals(state) ? 1 : 0));
      }
      keys(channel, keyRows);
    }
    breakers.register(breakerRows, true);
    keys.register(keyRows, true);
    return registry.scrape();
  }

  private static void keys(Channel channel, List<MultiGauge.Row<?>> rows) {
    long now = System.nanoTime();
    List<String> states =
        channel.state().ring().keys().stream().map(key -> stateOf(channel, key, now)).toList();
    for (String each : List.of("ready", "cooling", "rejected", "disabled")) {
      rows.add(row(channel, each, states.stream().filter(each::equals).count()));
    }
  }

  private static String stateOf(Channel channel, KeyState known, long now) {
    return channel
        .key(known.id())
        .map(key -> ChannelView.phase(key, known, now))
        .orElse("disabled");
  }

  private static MultiGauge.Row<?> row(Channel channel, String state, long value) {
    return MultiGauge.Row.of(Tags.of("channel", channel.id(), "state", state), value);
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "none" : text;
  }

  private static Duration[] seconds(double... values) {
    Duration[] durations = new Duration[values.length];
    for (int i = 0; i < values.length; i++) {
      durations[i] = Duration.ofMillis((long) (values[i] * 1000));
    }
    return durations;
  }
}
