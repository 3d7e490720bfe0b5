package dev.sluice.health;

import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.Verdict;
import java.util.List;
import java.util.Optional;

/** What real requests with a channel's keys brought. */
public record Tested(List<OfKey> keys) {

  public Tested {
    keys = List.copyOf(keys);
  }

  /**
   * What one key brought.
   *
   * @param status 0: no answer came
   * @param latencyMs from the request to the end of its answer
   * @param error one line, empty when there was none; the key in it masked
   * @param sample the beginning of what the model said, in one line; empty when it said nothing
   * @param models what the upstream lists; empty when it has no such list
   */
  public record OfKey(
      ChannelKey key,
      String model,
      Verdict verdict,
      int status,
      long latencyMs,
      String error,
      String sample,
      Optional<Offered> models) {

    OfKey offering(Optional<Offered> found) {
      return new OfKey(key, model, verdict, status, latencyMs, error, sample, found);
    }

    public boolean ok() {
      return verdict instanceof Verdict.Succeeded;
    }
  }
}
