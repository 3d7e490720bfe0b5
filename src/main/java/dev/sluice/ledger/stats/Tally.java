package dev.sluice.ledger.stats;

import dev.sluice.ledger.Billed;
import dev.sluice.ledger.RequestRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What records add to each hour and each conversation. A request counts where it was served last;
 * what an attempt costs counts where that attempt went. Counting tokens and those who were not let
 * in do not count.
 */
public record Tally(Map<Place, Figures> places, Map<Talk, Figures> talks) {

  /** An hour's requests that have one thing in common; all of them for {@code total}. */
  public record Sum(String dimension, long hour, String name) {}

  /** By one thing at a time. */
  public Map<Sum, Figures> sums() {
    var sums = new LinkedHashMap<Sum, Figures>();
    places.forEach((at, figures) -> {
      sums.merge(new Sum("total", at.hour(), ""), figures, Figures::plus);
      sums.merge(new Sum("model", at.hour(), at.model()), figures, Figures::plus);
      sums.merge(new Sum("key", at.hour(), at.key()), figures, Figures::plus);
      sums.merge(new Sum("user", at.hour(), at.user()), figures, Figures::plus);
      sums.merge(new Sum("channel", at.hour(), at.channel()), figures, Figures::plus);
    });
    return sums;
  }

  /** An hour's requests of one caller to one model of one channel. */
  public record Place(long hour, String key, String user, String channel, String model) {}

  /** An hour's requests of one conversation and agent. */
  public record Talk(long hour, String key, String session, String agent) {}

  public static Tally of(Collection<RequestRecord> records) {
    var tally = new Tally(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (RequestRecord record : records) {
      if (record.caller().known() && !record.counting()) {
        tally.add(record);
      }
    }
    return tally;
  }

  private void add(RequestRecord record) {
    Figures request = Figures.request(record.failed());
    places.merge(place(record, record.channel(), record.servedModel()), request, Figures::plus);
    Figures all = request;
    for (Billed each : record.billed()) {
      Figures cost = Figures.of(each);
      places.merge(place(record, each.channel(), each.model()), cost, Figures::plus);
      all = all.plus(cost);
    }
    if (!record.session().isEmpty()) {
      var talk = new Talk(hour(record), record.caller().id(), record.session(), record.agent());
      talks.merge(talk, all, Figures::plus);
    }
  }

  private static Place place(RequestRecord record, String channel, String model) {
    return new Place(hour(record), record.caller().id(), record.caller().user(), channel, model);
  }

  private static long hour(RequestRecord record) {
    long millis = record.time().toEpochMilli();
    return millis - Math.floorMod(millis, Span.HOUR);
  }
}
