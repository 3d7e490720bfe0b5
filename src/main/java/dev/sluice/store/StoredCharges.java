package dev.sluice.store;

import dev.sluice.base.Money;
import dev.sluice.ledger.price.Charge;
import dev.sluice.ledger.price.Charges;
import dev.sluice.ledger.price.Cost;
import dev.sluice.protocol.Usage;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The attempts' costs, corrected together with all sums that they are part of. */
public final class StoredCharges implements Charges {

  /** So many at a time, so that what is booked meanwhile does not wait long. */
  private static final int STEP = 2_000;

  private static final String END =
      "SELECT a.time FROM attempts a WHERE a.time >= ? AND a.time < ?";
  private static final String SELECT =
      "SELECT a.request_id, a.attempt, a.time, a.caller_id, a.user_id, a.channel, a.model,"
          + " a.session, a.agent, a.input_tokens, a.output_tokens, a.cache_read_tokens,"
          + " a.cache_write_5m_tokens, a.cache_write_1h_tokens, a.web_searches, a.multiplier,"
          + " a.price_revision, a.cost,"
          + " CASE WHEN r.caller_kind <> 'unknown' AND r.counting = 0 THEN 1 ELSE 0 END"
          + " FROM attempts a JOIN requests r ON r.id = a.request_id"
          + " WHERE a.time >= ? AND a.time < ?";

  private final Database database;

  public StoredCharges(Database database) {
    this.database = database;
  }

  /** Where a charge stands, and what it is. */
  record Row(
      String request,
      int attempt,
      String caller,
      String user,
      String channel,
      String session,
      String agent,
      boolean counted,
      Charge charge) {}

  @Override
  public CompletionStage<Step> reprice(
      Which which, Instant from, Instant until, Function<Charge, Cost> price, boolean apply) {
    String only =
        switch (which) {
          case ALL -> "";
          case UNPRICED -> " AND a.cost IS NULL";
        };
    Work<Step> step = connection -> step(connection, only, from, until, price, apply);
    return apply ? database.write(step) : database.read(step);
  }

  private static Step step(
      Connection connection,
      String only,
      Instant from,
      Instant until,
      Function<Charge, Cost> price,
      boolean apply)
      throws SQLException {
    Optional<Instant> next = end(connection, only, from, until);
    List<Row> rows = rows(connection, only, from, next.orElse(until));
    List<Repriced> changed = new ArrayList<>();
    var corrections = new Corrections();
    for (Row row : rows) {
      Cost now = price.apply(row.charge());
      if (!now.equals(row.charge().cost())) {
        changed.add(new Repriced(row.charge(), now));
        corrections.add(row, now);
      }
    }
    if (apply) {
      corrections.write(connection);
    }
    return new Step(rows.size(), changed, next);
  }

  /* Between two different moments, so that each step goes on and no attempt is met twice. */
  private static Optional<Instant> end(
      Connection connection, String only, Instant from, Instant until) throws SQLException {
    try (var select =
        connection.prepareStatement(END + only + " ORDER BY a.time LIMIT 1 OFFSET ?")) {
      select.setLong(1, from.toEpochMilli());
      select.setLong(2, until.toEpochMilli());
      select.setInt(3, STEP);
      try (var rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(Instant.ofEpochMilli(Math.max(rows.getLong(1), from.toEpochMilli() + 1)))
            : Optional.empty();
      }
    }
  }

  private static List<Row> rows(Connection connection, String only, Instant from, Instant until)
      throws SQLException {
    List<Row> found = new ArrayList<>();
    try (var select = connection.prepareStatement(SELECT + only)) {
      select.setLong(1, from.toEpochMilli());
      select.setLong(2, until.toEpochMilli());
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
    }
    return found;
  }

  private static Row read(ResultSet row) throws SQLException {
    var multiplier = new BigDecimal(row.getString(16));
    long nanos = row.getLong(18);
    Cost cost =
        row.wasNull()
            ? Cost.UNPRICED
            : new Cost.Priced(new Money(nanos), row.getString(17), multiplier);
    var usage =
        new Usage(
            row.getLong(10),
            row.getLong(11),
            row.getLong(12),
            row.getLong(13),
            row.getLong(14),
            row.getLong(15),
            true);
    return new Row(
        row.getString(1),
        row.getInt(2),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(8),
        row.getString(9),
        row.getInt(19) != 0,
        new Charge(
            row.getString(7), Instant.ofEpochMilli(row.getLong(3)), usage, multiplier, cost));
  }
}
