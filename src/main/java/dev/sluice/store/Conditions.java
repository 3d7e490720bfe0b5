package dev.sluice.store;

import dev.sluice.ledger.RequestQuery;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a query asks of a row, and the values that belong to it. */
final class Conditions {

  private final List<String> clauses = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * One, or two whose rows together are meant: with an OR of two columns no index could give them
   * in their order.
   */
  static List<Conditions> of(RequestQuery query) {
    if (query.model().isEmpty()) {
      return List.of(besideModel(query));
    }
    Conditions asked = besideModel(query);
    asked.add("model = ?", query.model());
    Conditions served = besideModel(query);
    served.add("served_model = ? AND served_model <> model", query.model());
    return List.of(asked, served);
  }

  private static Conditions besideModel(RequestQuery query) {
    var conditions = new Conditions();
    conditions.text("channel = ?", query.channel());
    conditions.text("caller_id = ?", query.key());
    conditions.text("session = ?", query.session());
    if (!query.statuses().equals(RequestQuery.Statuses.ANY)) {
      conditions.add("status BETWEEN ? AND ?", query.statuses().least(), query.statuses().most());
    }
    if (query.statuses().least() >= 400) {
      conditions.add("status >= 400"); // Says again what the index of failures is limited to.
    }
    if (!query.error().isEmpty()) {
      conditions.add("error <> ''");
      conditions.add("lower(error) LIKE ? ESCAPE '!'", '%' + escaped(query.error()) + '%');
    }
    query.since().ifPresent(from -> conditions.add("time >= ?", from.toEpochMilli()));
    query.until().ifPresent(to -> conditions.add("time < ?", to.toEpochMilli()));
    query
        .before()
        .ifPresent(cursor -> conditions.add("(time, id) < (?, ?)", cursor.time(), cursor.id()));
    return conditions;
  }

  private static String escaped(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).replaceAll("([!%_])", "!$1");
  }

  private void text(String clause, String value) {
    if (!value.isEmpty()) {
      add(clause, value);
    }
  }

  private void add(String clause, Object... belonging) {
    clauses.add(clause);
    values.addAll(List.of(belonging));
  }

  String where() {
    return clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses);
  }

  /** Gives the position of the next value. */
  int bind(PreparedStatement statement) throws SQLException {
    int at = 1;
    for (Object value : values) {
      statement.setObject(at++, value);
    }
    return at;
  }
}
