package dev.sluice.health;

import dev.sluice.channel.ChannelKey;
import dev.sluice.channel.Verdict;
import java.util.List;

/** What real requests with a channel's keys brought. */
public record Tested(List<OfKey> keys) {

  public Tested {
    keys = List.copyOf(keys);
  }

  /**
   * What one key brought.
   *
   * @param status 0: no answer came
   * @param error one line, empty when there was none; the key in it masked
   */
  public record OfKey(
      ChannelKey key, String model, Verdict verdict, int status, long latencyMs, String error) {

    public boolean ok() {
      return verdict instanceof Verdict.Succeeded;
    }
  }
}
