package dev.sluice.health;

import dev.sluice.channel.Breaker;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.ChannelState;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.channel.KeyState;
import dev.sluice.channel.Permit;
import dev.sluice.config.Configuration;
import dev.sluice.net.Outbound;
import dev.sluice.net.OutboundSettings;
import dev.sluice.protocol.ModelPage;
import dev.sluice.upstream.Destinations;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes channels at start and by period, tries those whose breaker's rest is over, and re-tests
 * rejected keys.
 *
 * <p>A failed probe is only shown: traffic alone opens a breaker. A probe that succeeds on an open
 * channel lets the next request be its trial at once; one that fails puts the trial off by one more
 * rest, and then a request has its turn: an upstream may well serve messages and not list models.
 */
public final class HealthVerticle extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(HealthVerticle.class);
  private static final int TICK_MS = 1000;

  private final Supplier<List<Channel>> channels;
  private final Supplier<Configuration> configuration;
  private final OutboundSettings outboundSettings;
  private final Destinations destinations;
  private final String version;
  private final Duration testTimeout;
  private final Map<ChannelState, Long> probedAt = new WeakHashMap<>();
  private final Map<ChannelState, Breaker> judged = new WeakHashMap<>();
  private Outbound outbound;
  private Probe probe;
  private KeyTest keyTest;

  /**
   * @param testTimeout how long a real request of a test may take
   */
  @SuppressWarnings("NullAway.Init") // the fields live from start to stop
  public HealthVerticle(
      Supplier<List<Channel>> channels,
      Supplier<Configuration> configuration,
      OutboundSettings outboundSettings,
      Destinations destinations,
      String version,
      Duration testTimeout) {
    this.channels = channels;
    this.configuration = configuration;
    this.outboundSettings = outboundSettings;
    this.destinations = destinations;
    this.version = version;
    this.testTimeout = testTimeout;
  }

  @Override
  public Future<?> start() {
    outbound = Outbound.open(vertx, outboundSettings);
    probe = new Probe(vertx, outbound, destinations, version);
    var models = new ModelSearch(probe, () -> configuration.get().probe().timeout());
    keyTest = new KeyTest(vertx, outbound, destinations, models, version, testTimeout);
    vertx.setPeriodic(0, TICK_MS, _ -> tick());
    return HealthQuestions.PING
        .serve(vertx, asked -> ping(asked.channel()))
        .completion()
        .compose(_ -> HealthQuestions.TEST.serve(vertx, this::test).completion())
        .compose(_ -> HealthQuestions.EXAMINE.serve(vertx, this::examine).completion());
  }

  @Override
  public Future<?> stop() {
    return outbound.close(Duration.ZERO);
  }

  private Future<HealthQuestions.Pinged> ping(Channel channel) {
    ChannelKey key = firstKey(channel).orElseGet(() -> channel.keys().getFirst());
    return run(channel, key)
        .map(seen -> new HealthQuestions.Pinged(seen.alive(), seen.status(), seen.latencyMs()));
  }

  private Future<Tested> test(HealthQuestions.Test asked) {
    Channel channel = asked.channel();
    var tests =
        channel.keysInOrder().stream()
            .map(key -> keyTest.run(channel, key, asked.model()))
            .toList();
    return Future.join(tests)
        .map(done -> new Tested(done.<Tested.OfKey>list()))
        .onSuccess(tested -> tested.keys().forEach(each -> learn(channel, each)));
  }

  private Future<HealthQuestions.Examined> examine(HealthQuestions.Examine asked) {
    return new Examination(vertx, outbound, destinations, this::tested, version)
        .run(asked.channel(), testTimeout)
        .map(HealthQuestions.Examined::new);
  }

  private Future<Tested> tested(Channel channel) {
    return test(new HealthQuestions.Test(channel, Optional.empty()));
  }

  private void learn(Channel channel, Tested.OfKey tested) {
    if (tested.ok() && channel.state().recover(tested.key().id())) {
      letIn(channel, tested.key());
    }
  }

  private void tick() {
    long now = System.nanoTime();
    for (Channel channel : channels.get()) {
      if (!channel.config().enabled() || channel.passesLoginsThrough()) {
        continue;
      }
      if (due(channel, now)) {
        probedAt.put(channel.state(), now);
        look(channel);
        retest(channel);
      }
      if (!channel.state().breaker().equals(judged.get(channel.state()))) {
        trial(channel, now);
      }
    }
  }

  private boolean due(Channel channel, long now) {
    Long last = probedAt.get(channel.state());
    var every = configuration.get().probe().every();
    return last == null || (!every.isZero() && now - last >= every.toNanos());
  }

  private void look(Channel channel) {
    firstKey(channel)
        .ifPresent(key ->
            run(channel, key)
                .onSuccess(seen -> {
                  seen(channel, seen);
                  retested(channel, key, seen);
                  seen.models().ifPresent(some -> list(channel, key, some));
                }));
  }

  /* What broke off says less than the list of before, which stays. */
  private void list(Channel channel, ChannelKey key, ModelPage some) {
    probe
        .models(channel, key, configuration.get().probe().timeout(), some)
        .onSuccess(channel.state()::listed)
        .onFailure(cause -> log.debug("Channel {}: {}", channel.id(), cause.getMessage()));
  }

  private void seen(Channel channel, Probe.Sighted seen) {
    boolean before = channel.state().sighting().healthy();
    channel.state().probed(seen.alive(), seen.latencyMs());
    if (before != seen.alive()) {
      log.info(
          "Channel {} {}", channel.id(), seen.alive() ? "answers again" : "does not answer probes");
      announce(channel);
    }
  }

  private void retest(Channel channel) {
    channel.keysInOrder().stream()
        .skip(1)
        .filter(key -> rejected(channel, key))
        .forEach(key -> run(channel, key).onSuccess(seen -> retested(channel, key, seen)));
  }

  private void retested(Channel channel, ChannelKey key, Probe.Sighted seen) {
    if (seen.letIn() && rejected(channel, key) && channel.state().recover(key.id())) {
      letIn(channel, key);
    }
  }

  private void letIn(Channel channel, ChannelKey key) {
    log.info("Channel {} lets key {} in again", channel.id(), key.masked());
    ChannelTopics.KEY_CHANGED.publish(vertx, new ChannelTopics.KeyChanged(channel.id(), key.id()));
  }

  private static boolean rejected(Channel channel, ChannelKey key) {
    return channel
        .state()
        .ring()
        .key(key.id())
        .filter(known -> known.phase() == KeyState.Phase.REJECTED)
        .isPresent();
  }

  private void trial(Channel channel, long now) {
    Optional<ChannelKey> key = firstKey(channel);
    long holder = Permit.newHolder();
    if (key.isEmpty() || !channel.state().tryTrial(holder, now)) {
      return;
    }
    announce(channel);
    run(channel, key.get()).onSuccess(seen -> judged(channel, holder, seen));
  }

  private void judged(Channel channel, long holder, Probe.Sighted seen) {
    long now = System.nanoTime();
    if (seen.alive()) {
      channel.state().returnTrial(holder, now);
    } else {
      channel.state().trialPostponed(holder, now);
    }
    judged.put(channel.state(), channel.state().breaker());
    seen(channel, seen);
    announce(channel);
  }

  private Future<Probe.Sighted> run(Channel channel, ChannelKey key) {
    return probe.run(channel, key, configuration.get().probe().timeout());
  }

  private static Optional<ChannelKey> firstKey(Channel channel) {
    return channel.keysInOrder().stream().findFirst();
  }

  private void announce(Channel channel) {
    ChannelTopics.CHANNEL_CHANGED.publish(
        vertx, new ChannelTopics.ChannelChanged(channel.id(), channel.state().breaker().label()));
  }
}
