package dev.sluice.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * What the end of an attempt means. It alone decides what is tried next and what the key and the
 * channel suffer; the exhaustive table is in {@code docs/architecture.md}.
 */
public sealed interface Verdict {

  record Succeeded() implements Verdict {}

  /**
   * Nothing reached the upstream: refused, unresolved, no connection, GOAWAY. Always safe to
   * repeat.
   */
  record NotSent(String reason) implements Verdict {}

  /**
   * The key's balance, credit or plan is used up.
   *
   * @param reset until then, where the upstream said so
   */
  record QuotaExhausted(Optional<Duration> reset) implements Verdict {}

  /**
   * The key was used too fast.
   *
   * @param retryAfter what the upstream asked for
   */
  record RateLimited(Optional<Duration> retryAfter) implements Verdict {}

  /**
   * The upstream refuses the key.
   *
   * @param named whether it said that the key is bad; a 403 that names nothing only rests it
   */
  record KeyRejected(boolean named) implements Verdict {}

  /** The upstream is alive and says that it has too much to do. */
  record Overloaded(Optional<Duration> retryAfter) implements Verdict {}

  /** The upstream is broken: 5xx, TLS, no content in time, an answer that is none. */
  record ChannelFailed(String reason) implements Verdict {}

  /** The upstream does not know the model. */
  record ModelMissing() implements Verdict {}

  /** The request is wrong and would be wrong anywhere. */
  record RequestRejected() implements Verdict {}

  /** The caller left before the end. */
  record CallerGone() implements Verdict {}

  /** Whether it says more of the key that was shown than of the channel. */
  default boolean concernsKey() {
    return this instanceof QuotaExhausted
        || this instanceof RateLimited
        || this instanceof KeyRejected;
  }

  /** As logs, records and metrics name it: {@code quota_exhausted}. */
  default String label() {
    return switch (this) {
      case Succeeded _ -> "succeeded";
      case NotSent _ -> "not_sent";
      case QuotaExhausted _ -> "quota_exhausted";
      case RateLimited _ -> "rate_limited";
      case KeyRejected _ -> "key_rejected";
      case Overloaded _ -> "overloaded";
      case ChannelFailed _ -> "channel_failed";
      case ModelMissing _ -> "model_missing";
      case RequestRejected _ -> "request_rejected";
      case CallerGone _ -> "caller_gone";
    };
  }
}
