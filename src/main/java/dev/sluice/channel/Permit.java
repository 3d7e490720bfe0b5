package dev.sluice.channel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The right to make one attempt, taken right before it and given back exactly once.
 *
 * <p>Used by one event loop at a time.
 */
public final class Permit {

  private static final AtomicLong HOLDERS = new AtomicLong();

  private final Channel channel;
  private final ChannelKey key;
  private final long holder;
  private final long keyEpoch;
  private boolean retrying;
  private boolean held = true;

  private Permit(Channel channel, ChannelKey key, long holder, long keyEpoch, boolean retry) {
    this.channel = channel;
    this.key = key;
    this.holder = holder;
    this.keyEpoch = keyEpoch;
    this.retrying = retry;
  }

  /** What came of asking for a permit. */
  public sealed interface Answer {
    record Granted(Permit permit) implements Answer {}

    /** The candidate is skipped without being asked. */
    record PassedOver(String reason) implements Answer {}

    /** Skipped too, but for something that other requests may end at any moment. */
    record Busy(String reason) implements Answer {}
  }

  /** How much is asked for. */
  public enum Want {
    /** A first attempt on the channel. */
    ATTEMPT,
    /** An attempt after another failed for a reason that lay not in a key. */
    RETRY,
    /** Every candidate rests: one at a time may try all the same. */
    LAST_RESORT
  }

  /** A holder's number for those who try a channel without a request. */
  public static long newHolder() {
    return HOLDERS.incrementAndGet();
  }

  /** Checks once more, at the last moment, that the key and its channel can be used. */
  public static Answer ask(Channel channel, ChannelKey key, Want want, long now) {
    ChannelState state = channel.state();
    KeyState known = state.ring().key(key.id()).orElseGet(() -> KeyState.fresh(key.id()));
    if (known.phase() == KeyState.Phase.REJECTED) {
      return new Answer.PassedOver(known.obstacle());
    }
    if (!known.usable(now) && want != Want.LAST_RESORT) {
      return new Answer.PassedOver(known.obstacle());
    }
    long holder = newHolder();
    if (!admitted(state, want, holder, now)) {
      return want == Want.LAST_RESORT || state.breaker().trialRuns(now)
          ? new Answer.Busy("another request is trying it")
          : new Answer.PassedOver(state.breaker().obstacle(now));
    }
    if (!state.enter(channel.config().maxConcurrent())) {
      giveBack(state, holder, now);
      return new Answer.PassedOver("maxConcurrent reached");
    }
    boolean retry = want == Want.RETRY;
    if (retry && !state.enterRetry(now)) {
      state.leave();
      giveBack(state, holder, now);
      return new Answer.Busy("too many retries on a failing channel");
    }
    state.granted(key.id());
    return new Answer.Granted(new Permit(channel, key, holder, known.epoch(), retry));
  }

  private static boolean admitted(ChannelState state, Want want, long holder, long now) {
    if (want == Want.LAST_RESORT) {
      return state.tryLastResort(holder, now);
    }
    return state.breaker().closed() || state.tryTrial(holder, now);
  }

  private static void giveBack(ChannelState state, long holder, long now) {
    state.returnTrial(holder, now);
    state.leaveLastResort(holder);
  }

  public Channel channel() {
    return channel;
  }

  public ChannelKey key() {
    return key;
  }

  public Attempted attempted(String model, long latencyMs) {
    return new Attempted(holder, key.id(), keyEpoch, model, latencyMs);
  }

  /** Content has come: what was a retry is an answer like any other, however long it takes. */
  public void opened() {
    if (retrying) {
      retrying = false;
      channel.state().leaveRetry();
    }
  }

  /** Gives the place back; the second time nothing happens. */
  public void release() {
    if (held) {
      held = false;
      opened();
      channel.state().leave();
      channel.state().leaveLastResort(holder);
    }
  }
}
