package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.ledger.stats.Bucket;
import dev.sluice.ledger.stats.Dimension;
import dev.sluice.ledger.stats.SessionCursor;
import dev.sluice.ledger.stats.SessionQuery;
import dev.sluice.ledger.stats.Span;
import dev.sluice.ledger.stats.Statistics;
import dev.sluice.ledger.stats.StatsQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** Answers to what operators ask of the sums; the command line and the API have the same words. */
public final class StatsAnswers {

  private static final List<String> FILTERS =
      List.of("model", "key", "user", "channel", "session", "agent");
  private static final List<String> TIMES = List.of("since", "until");
  private static final Duration USUAL = Duration.ofDays(7);
  private static final int USUAL_LIMIT = 100;
  private static final int LEADERS = 20;

  private final Statistics statistics;
  private final InstantSource clock;
  private final Duration active;

  /**
   * Answers from these statistics.
   *
   * @param active how long after its last request a conversation counts as going on
   */
  public StatsAnswers(Statistics statistics, InstantSource clock, Duration active) {
    this.statistics = statistics;
    this.clock = clock;
    this.active = active;
  }

  /** {@code by}, {@code since}, {@code until}, {@code limit}, and values that must hold. */
  public CompletionStage<ObjectNode> stats(Map<String, String> asked) throws InvalidQuery {
    StatsQuery query = summed(asked, clock.instant());
    return statistics
        .summary(query)
        .thenApply(summary -> FiguresJson.of(query.span(), query.by(), summary));
  }

  /** Fails where {@link #stats} would, without an answer. */
  public static void check(Map<String, String> asked, InstantSource clock) throws InvalidQuery {
    summed(asked, clock.instant());
  }

  private static StatsQuery summed(Map<String, String> asked, Instant now) throws InvalidQuery {
    var parameters = parameters(asked, now, "by", "limit");
    return query(parameters, Dimension.MODEL, span(parameters), USUAL_LIMIT);
  }

  /** {@code bucket} is {@code minute}, {@code hour} or {@code day}. */
  public CompletionStage<ObjectNode> series(Map<String, String> asked) throws InvalidQuery {
    var parameters = parameters(asked, clock.instant(), "bucket");
    Span span = span(parameters);
    Bucket bucket = bucket(parameters, span);
    StatsQuery query = query(parameters, Dimension.DAY, span, USUAL_LIMIT);
    return statistics.series(query, bucket).thenApply(points -> FiguresJson.of(span, points));
  }

  private static Bucket bucket(Parameters parameters, Span span) {
    String name = parameters.choice("bucket", "hour", List.of("minute", "hour", "day"));
    Bucket bucket = Bucket.valueOf(name.toUpperCase(Locale.ROOT));
    boolean tooLong =
        Duration.between(span.from(), span.to()).compareTo(Bucket.MOST_OF_MINUTES) > 0;
    if (bucket == Bucket.MINUTE && tooLong) {
      parameters.wrong("bucket", "minute is for six hours at most (expected: hour or day)");
    }
    return bucket;
  }

  /** How long answers were waited for. */
  public CompletionStage<ObjectNode> latency(Map<String, String> asked) throws InvalidQuery {
    var parameters = parameters(asked, clock.instant());
    StatsQuery query = query(parameters, Dimension.DAY, span(parameters), USUAL_LIMIT);
    return statistics.latency(query).thenApply(latency -> FiguresJson.of(query.span(), latency));
  }

  /** {@code period} is {@code today}, {@code week}, {@code month} or {@code range}. */
  public CompletionStage<ObjectNode> leaderboard(Map<String, String> asked) throws InvalidQuery {
    var parameters = parameters(asked, clock.instant(), "by", "limit", "period");
    String period =
        parameters.choice("period", "today", List.of("today", "week", "month", "range"));
    Span span = period.equals("range") ? span(parameters) : period(period);
    StatsQuery query = query(parameters, Dimension.USER, span, LEADERS);
    return statistics
        .summary(query)
        .thenApply(summary -> FiguresJson.ranked(span, query.by(), summary));
  }

  /** {@code key}, {@code since}, {@code limit}, {@code cursor}. */
  public CompletionStage<ObjectNode> sessions(Map<String, String> asked) throws InvalidQuery {
    Instant now = clock.instant();
    var parameters = new Parameters(asked, List.of("key", "since", "limit", "cursor"), now);
    String cursor = parameters.text("cursor");
    Optional<SessionCursor> before = SessionCursor.parse(cursor);
    if (before.isEmpty() && !cursor.isEmpty()) {
      parameters.wrong("cursor", "is none that a page gave as \"next\"");
    }
    var query =
        new SessionQuery(
            parameters.text("key"),
            parameters.time("since"),
            before,
            parameters.number("limit", USUAL_LIMIT, StatsQuery.MOST));
    parameters.check();
    return statistics.sessions(query).thenApply(page -> FiguresJson.of(page, now, active));
  }

  private static Parameters parameters(Map<String, String> asked, Instant now, String... more) {
    List<String> known =
        Stream.of(FILTERS, TIMES, Arrays.asList(more)).flatMap(List::stream).toList();
    return new Parameters(asked, known, now);
  }

  private static Span span(Parameters parameters) {
    Instant now = parameters.now();
    Instant from = parameters.time("since").orElse(now.minus(USUAL));
    Instant to = parameters.time("until").orElse(now);
    if (!from.isBefore(to)) {
      parameters.wrong("since", "is not before until (expected: an earlier time)");
    }
    return Span.around(from, to);
  }

  private Span period(String name) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first =
        switch (name) {
          case "week" -> today.with(TemporalAdjusters.previousOrSame(java.time.DayOfWeek.MONDAY));
          case "month" -> today.withDayOfMonth(1);
          default -> today;
        };
    return Span.around(first.atStartOfDay(ZoneOffset.UTC).toInstant(), clock.instant());
  }

  private static StatsQuery query(Parameters parameters, Dimension usual, Span span, int usualLimit)
      throws InvalidQuery {
    Dimension by = by(parameters, usual);
    var only = new EnumMap<Dimension, String>(Dimension.class);
    for (String name : FILTERS) {
      String value = parameters.text(name);
      if (!value.isEmpty()) {
        only.put(Dimension.of(name).orElseThrow(), value);
      }
    }
    var query =
        new StatsQuery(by, span, only, parameters.number("limit", usualLimit, StatsQuery.MOST));
    if (query.contradicts()) {
      parameters.wrong(
          "by", "sessions and agents are added up by key and day alone (expected: no other)");
    }
    parameters.check();
    return query;
  }

  private static Dimension by(Parameters parameters, Dimension usual) {
    List<String> labels = Arrays.stream(Dimension.values()).map(Dimension::label).toList();
    return Dimension.of(parameters.choice("by", usual.label(), labels)).orElse(usual);
  }
}
