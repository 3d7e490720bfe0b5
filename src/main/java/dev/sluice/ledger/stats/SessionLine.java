package dev.sluice.ledger.stats;

import dev.sluice.ledger.RequestRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A conversation of one caller.
 *
 * @param channel that served it last
 * @param model that served it last
 */
public record SessionLine(
    String session,
    String key,
    String user,
    Instant first,
    Instant last,
    String channel,
    String model,
    Figures figures) {

  private record Name(String session, String key) {}

  /**
   * What records add to their conversations. Counting tokens and those who were not let in do not
   * count.
   */
  public static Collection<SessionLine> of(Collection<RequestRecord> records) {
    Map<Name, SessionLine> lines = new LinkedHashMap<>();
    for (RequestRecord record : records) {
      if (record.caller().known() && !record.counting() && !record.session().isEmpty()) {
        lines.merge(
            new Name(record.session(), record.caller().id()), of(record), SessionLine::then);
      }
    }
    return lines.values();
  }

  private static SessionLine of(RequestRecord record) {
    Figures figures = Figures.request(record.failed());
    for (var billed : record.billed()) {
      figures = figures.plus(Figures.of(billed));
    }
    return new SessionLine(
        record.session(),
        record.caller().id(),
        record.caller().user(),
        record.time().minusMillis(record.durationMs()),
        record.time(),
        record.channel(),
        record.servedModel(),
        figures);
  }

  private SessionLine then(SessionLine other) {
    SessionLine latest = other.last.isBefore(last) ? this : other;
    return new SessionLine(
        session,
        key,
        user,
        first.isBefore(other.first) ? first : other.first,
        latest.last,
        latest.channel,
        latest.model,
        figures.plus(other.figures));
  }
}
