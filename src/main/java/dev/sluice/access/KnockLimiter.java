package dev.sluice.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Slows down an address that keeps showing keys that nobody knows. */
public final class KnockLimiter {

  static final int KNOCKS = 20;
  static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MOST_ADDRESSES = 10_000;
  private static final int NETWORK_BYTES = 8;

  private final InstantSource clock;
  private final Cache<String, Knocks> knocks =
      Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).executor(Runnable::run).build();

  private record Knocks(int count, Instant since) {

    boolean over(Instant now) {
      return !now.isBefore(since.plus(WINDOW));
    }
  }

  public KnockLimiter(InstantSource clock) {
    this.clock = clock;
  }

  /** Counts an unknown key; how long to stay away when there were too many. */
  Optional<Duration> knock(String address) {
    Instant now = clock.instant();
    Knocks counted =
        knocks
            .asMap()
            .compute(
                origin(address),
                (_, before) ->
                    before == null || before.over(now)
                        ? new Knocks(1, now)
                        : new Knocks(Math.min(before.count() + 1, KNOCKS + 1), before.since()));
    return counted.count() <= KNOCKS
        ? Optional.empty()
        : Optional.of(Duration.between(now, counted.since().plus(WINDOW)));
  }

  /** A known key clears its address. */
  void welcome(String address) {
    if (knocks.estimatedSize() > 0) {
      knocks.invalidate(origin(address));
    }
  }

  long addresses() {
    knocks.cleanUp();
    return knocks.estimatedSize();
  }

  /* Whoever has one IPv6 address has the 2^64 of its network. */
  private static String origin(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
          : address;
    } catch (IllegalArgumentException _) {
      return address;
    }
  }
}
