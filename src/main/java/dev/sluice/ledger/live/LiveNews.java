package dev.sluice.ledger.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What has changed between two looks at the requests that run. Not thread-safe. */
public final class LiveNews {

  /** As many are followed, the latest ones. */
  public static final int MOST = 500;

  private Map<String, LiveRequest> known = Map.of();

  /**
   * What to tell whoever knows of the look before.
   *
   * @param changed new ones too, the earliest first
   * @param ended ids that run no more, or are not followed any more
   */
  public record Changes(List<LiveRequest> changed, List<String> ended) {}

  /** At most {@link #MOST}, the latest, the earliest first. */
  public static List<LiveRequest> followed(List<LiveRequest> running) {
    Comparator<LiveRequest> byAge =
        Comparator.comparing((LiveRequest each) -> each.soFar().time())
            .thenComparing(LiveRequest::id);
    List<LiveRequest> sorted = running.stream().sorted(byAge).toList();
    return sorted.subList(Math.max(0, sorted.size() - MOST), sorted.size());
  }

  public Changes next(List<LiveRequest> running) {
    var now = new LinkedHashMap<String, LiveRequest>();
    var changed = new ArrayList<LiveRequest>();
    for (LiveRequest request : followed(running)) {
      now.put(request.id(), request);
      LiveRequest before = known.get(request.id());
      if (before == null || request.differsFrom(before)) {
        changed.add(request);
      }
    }
    List<String> ended = known.keySet().stream().filter(id -> !now.containsKey(id)).toList();
    known = now;
    return new Changes(changed, ended);
  }
}
