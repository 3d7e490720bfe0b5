package dev.sluice.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * What is known of one key at one moment.
 *
 * @param id the secret's fingerprint
 * @param until a reading of {@link System#nanoTime()}; meaningful while {@link Phase#COOLING}
 * @param epoch grows with every change for the worse; outcomes of attempts that began in an earlier
 *     epoch say nothing new
 * @param strikes refusals since the last success; lengthens the next rest
 * @param lastVerdict the label of what changed it last, or the empty string
 */
public record KeyState(
    String id, Phase phase, long until, long epoch, int strikes, String lastVerdict) {

  /** A rest shorter than this is waited out rather than moving a conversation. */
  private static final Duration BRIEF = Duration.ofSeconds(2);

  private static final Duration QUOTA_REST = Duration.ofMinutes(1);
  private static final Duration QUOTA_REST_MAX = Duration.ofHours(1);
  private static final Duration RATE_REST = Duration.ofSeconds(5);
  private static final Duration RATE_REST_MAX = Duration.ofMinutes(1);
  private static final Duration UNNAMED_REST = Duration.ofMinutes(1);

  /** Whether a key works, rests, or is refused until someone edits or re-tests it. */
  public enum Phase {
    READY,
    COOLING,
    REJECTED
  }

  static KeyState fresh(String id) {
    return new KeyState(id, Phase.READY, 0, 0, 0, "");
  }

  public boolean usable(long now) {
    return phase == Phase.READY || (phase == Phase.COOLING && until - now <= 0);
  }

  /** Whether the key rests, but not for long. */
  public boolean restsBriefly(long now) {
    return phase == Phase.COOLING && until - now > 0 && until - now <= BRIEF.toNanos();
  }

  /** Why a key that cannot be used is none. */
  String obstacle() {
    return phase == Phase.REJECTED
        ? "key rejected by the upstream"
        : "key rests after " + lastVerdict;
  }

  /** How long until the key may be used; empty when no time alone will help. */
  public Optional<Duration> rest(long now) {
    return switch (phase) {
      case READY -> Optional.of(Duration.ZERO);
      case COOLING -> Optional.of(Duration.ofNanos(Math.max(0, until - now)));
      case REJECTED -> Optional.empty();
    };
  }

  /**
   * @param begun the key's epoch when the attempt began
   */
  KeyState after(Verdict verdict, long begun, long now) {
    if (begun != epoch) {
      return this;
    }
    return switch (verdict) {
      case Verdict.Succeeded _ -> phase == Phase.READY && strikes == 0 ? this : recovered();
      case Verdict.QuotaExhausted(var reset) ->
          cooling(reset.orElse(growing(QUOTA_REST, QUOTA_REST_MAX)), verdict, now);
      case Verdict.RateLimited(var retryAfter) ->
          cooling(retryAfter.orElse(growing(RATE_REST, RATE_REST_MAX)), verdict, now);
      case Verdict.KeyRejected(var named) ->
          named
              ? new KeyState(id, Phase.REJECTED, 0, epoch + 1, strikes + 1, verdict.label())
              : cooling(UNNAMED_REST, verdict, now);
      case Verdict.NotSent _,
          Verdict.Overloaded _,
          Verdict.ChannelFailed _,
          Verdict.ModelMissing _,
          Verdict.RequestRejected _,
          Verdict.CallerGone _ ->
          this;
    };
  }

  KeyState recovered() {
    return new KeyState(id, Phase.READY, 0, epoch, 0, "");
  }

  private KeyState cooling(Duration rest, Verdict verdict, long now) {
    return new KeyState(
        id, Phase.COOLING, now + rest.toNanos(), epoch + 1, strikes + 1, verdict.label());
  }

  private Duration growing(Duration first, Duration most) {
    Duration rest = first.multipliedBy(1L << Math.min(strikes, 10));
    return rest.compareTo(most) > 0 ? most : rest;
  }
}
