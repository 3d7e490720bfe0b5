package dev.sluice.health;

import dev.sluice.protocol.ModelPage;
import java.util.List;

/**
 * The models that an upstream told a key of.
 *
 * @param ids the first {@link #MOST} of them
 * @param total how many were found
 * @param more whether the upstream may have others still, which were not asked for
 */
public record Offered(List<String> ids, int total, boolean more) {

  /** So many are shown. */
  public static final int MOST = 200;

  public Offered {
    ids = List.copyOf(ids);
  }

  static Offered of(List<String> found, boolean more) {
    return new Offered(
        found.subList(0, Math.min(found.size(), MOST)),
        found.size(),
        more || found.size() >= ModelPage.MOST_MODELS);
  }
}
