package dev.sluice.proxy;

import dev.sluice.channel.Attempted;
import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelState;
import dev.sluice.channel.ChannelTopics;
import dev.sluice.channel.Verdict;
import dev.sluice.config.BreakerConfig;
import dev.sluice.routing.Candidate;
import dev.sluice.routing.SessionKey;
import dev.sluice.routing.Sessions;
import dev.sluice.upstream.Attempt;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Writes what attempts teach into the live cells, and announces what changed. */
final class Learning {

  private final Vertx vertx;
  private final Sessions sessions;
  private final Endpoint.Task task;
  private final Optional<SessionKey> session;
  private final BreakerConfig breaker;
  private final boolean networkErrorsCount;

  Learning(
      Vertx vertx,
      Sessions sessions,
      Endpoint.Task task,
      Optional<SessionKey> session,
      BreakerConfig breaker,
      boolean networkErrorsCount) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.task = task;
    this.session = task == Endpoint.Task.COUNT ? Optional.empty() : session;
    this.breaker = breaker;
    this.networkErrorsCount = networkErrorsCount;
  }

  void opened(Running attempt) {
    Candidate from = attempt.candidate();
    attempt.permit().opened();
    session.ifPresent(key -> sessions.confirm(key, from));
    if (from.channel().state().opened(attempt.attempted(), System.nanoTime())) {
      announceChannel(from.channel());
    }
  }

  /** Keys that were refused go to the end, now that another way has worked. */
  void demote(Map<Channel, ? extends Collection<String>> refused) {
    refused.forEach((channel, keys) -> {
      if (channel.state().demote(keys)) {
        keys.forEach(key -> announceKey(channel, key));
      }
    });
  }

  /** The conversation goes on elsewhere. */
  void left(Candidate place) {
    session.ifPresent(key -> sessions.leave(key, place));
  }

  void ended(Running attempt, Verdict verdict) {
    Channel channel = attempt.candidate().channel();
    Verdict counted = counted(channel, attempt.attempt(), verdict);
    Attempted attempted = attempt.attempted();
    ChannelState.Learnt learnt =
        channel.state().learn(attempted, counted, System.nanoTime(), breaker);
    attempt.permit().release();
    if (learnt.keys()) {
      announceKey(channel, attempted.keyId());
    }
    if (learnt.breaker()) {
      announceChannel(channel);
    }
  }

  /*
   * A caller's own login says nothing about the channel; a network may be excused by a setting. Many
   * an upstream cannot count tokens and serves messages well: clients count in bursts, and neither a
   * breaker nor a conversation's place may hang on that.
   */
  private Verdict counted(Channel channel, Attempt attempt, Verdict verdict) {
    boolean ofCaller = channel.passesLoginsThrough() && verdict.concernsKey();
    boolean network =
        verdict instanceof Verdict.NotSent
            || (verdict instanceof Verdict.ChannelFailed && !attempt.answered());
    boolean excused = network && !networkErrorsCount;
    boolean cannotCount =
        task == Endpoint.Task.COUNT
            && (verdict instanceof Verdict.ChannelFailed
                || verdict instanceof Verdict.ModelMissing);
    return ofCaller || excused || cannotCount ? new Verdict.CallerGone() : verdict;
  }

  /** The answer was under way when it ended so. */
  void broke(Candidate place, Verdict verdict) {
    switch (verdict) {
      case Verdict.Succeeded _, Verdict.RequestRejected _, Verdict.CallerGone _ -> {}
      case Verdict.QuotaExhausted _,
          Verdict.RateLimited _,
          Verdict.KeyRejected _,
          Verdict.ModelMissing _ ->
          left(place);
      case Verdict.NotSent _, Verdict.Overloaded _, Verdict.ChannelFailed _ ->
          session.ifPresent(key -> sessions.avoid(key, place));
    }
  }

  private void announceKey(Channel channel, String key) {
    ChannelTopics.KEY_CHANGED.publish(vertx, new ChannelTopics.KeyChanged(channel.id(), key));
  }

  private void announceChannel(Channel channel) {
    ChannelTopics.CHANNEL_CHANGED.publish(
        vertx, new ChannelTopics.ChannelChanged(channel.id(), channel.state().breaker().label()));
  }
}
