package dev.sluice.routing;

import static java.util.Comparator.comparingDouble;

import dev.sluice.channel.Channel;
import dev.sluice.config.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The order of one tier's channels under each strategy; a whole order, never a single pick. */
final class TierOrder {

  private TierOrder() {}

  /**
   * @param turn how many requests have taken a turn on this tier before
   * @param session whose first place is to be the same on every replica
   */
  static List<Channel> of(
      Strategy strategy,
      List<Channel> channels,
      int turn,
      Optional<SessionKey> session,
      RandomGenerator chance) {
    return switch (strategy) {
      case FAILOVER -> channels;
      case ROUND_ROBIN -> rotated(channels, turn);
      case RANDOM ->
          session.isPresent() ? rendezvous(channels, session.get()) : drawn(channels, chance);
    };
  }

  private static List<Channel> rotated(List<Channel> channels, int turn) {
    if (channels.size() < 2) {
      return channels;
    }
    int first = Math.floorMod(turn, channels.size());
    var order = new ArrayList<>(channels.subList(first, channels.size()));
    order.addAll(channels.subList(0, first));
    return order;
  }

  /*
   * Efraimidis and Spirakis (2006): sorting by -ln(u) / weight draws a whole weighted permutation,
   * so a failover goes on in the same draw instead of rolling again.
   */
  private static List<Channel> drawn(List<Channel> channels, RandomGenerator chance) {
    return ordered(channels, _ -> chance.nextDouble());
  }

  /* The same sort with u from a hash: losing a channel moves only the sessions that it had. */
  private static List<Channel> rendezvous(List<Channel> channels, SessionKey session) {
    return ordered(
        channels, channel -> unit(mixed(31L * session.hashCode() + channel.id().hashCode())));
  }

  private static List<Channel> ordered(
      List<Channel> channels, java.util.function.ToDoubleFunction<Channel> draw) {
    record Drawn(Channel channel, double key) {}
    return channels.stream()
        .map(channel ->
            new Drawn(
                channel, -Math.log(1 - draw.applyAsDouble(channel)) / channel.config().weight()))
        .sorted(comparingDouble(Drawn::key))
        .map(Drawn::channel)
        .toList();
  }

  /** The finalizer of SplitMix64, which spreads neighbouring inputs over all bits. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }
}
