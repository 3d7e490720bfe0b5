package dev.sluice.store;

import dev.sluice.ledger.Cursor;
import dev.sluice.ledger.RequestQuery;
import dev.sluice.ledger.RequestQuery.Statuses;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a query asks of a row, and the values that belong to it. One thing of it is what rows are
 * looked up by, in their order; whatever else is asked is looked for among those, and so many are
 * looked at that an answer does not keep anybody waiting.
 */
final class Conditions {

  /** So many rows are looked at for one page, at least. */
  static final int MOST_LOOKED_AT = 5_000;

  private final List<String> clauses = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();
  private final List<String> furtherClauses = new ArrayList<>();
  private final List<Object> furtherValues = new ArrayList<>();
  private boolean lookedUp;

  /**
   * One, or two whose rows together are meant: with an OR of two columns no index could give them
   * in their order.
   */
  static List<Conditions> of(RequestQuery query) {
    Conditions one = beforeModel(query);
    if (query.model().isEmpty() || one.lookedUp) {
      one.further(query.model(), "(model || '' = ? OR served_model || '' = ?)", query.model());
      return List.of(one.afterModel(query));
    }
    one.add("model = ?", query.model());
    one.lookedUp = true;
    Conditions served = beforeModel(query);
    served.add("served_model = ? AND served_model <> model", query.model());
    served.lookedUp = true;
    return List.of(one.afterModel(query), served.afterModel(query));
  }

  /* What fits the fewest rows comes first: by that they are looked up. */
  private static Conditions beforeModel(RequestQuery query) {
    var conditions = new Conditions();
    conditions.equal("session", query.session());
    conditions.equal("caller_id", query.key());
    conditions.equal("user_id", query.user());
    conditions.error(query.error());
    conditions.status(query.statuses());
    return conditions;
  }

  private Conditions afterModel(RequestQuery query) {
    equal("channel", query.channel());
    query.since().ifPresent(from -> add("time >= ?", from.toEpochMilli()));
    query.until().ifPresent(to -> add("time < ?", to.toEpochMilli()));
    query.before().ifPresent(cursor -> add("(time, id) < (?, ?)", cursor.time(), cursor.id()));
    return this;
  }

  private void equal(String column, String value) {
    if (value.isEmpty()) {
      return;
    }
    if (lookedUp) {
      further(value, column + " || '' = ?"); // No index is taken for an expression.
    } else {
      add(column + " = ?" + (column.equals("user_id") ? " AND user_id <> ''" : ""), value);
      lookedUp = true;
    }
  }

  private void error(String text) {
    if (text.isEmpty()) {
      return;
    }
    String clause = "error <> '' AND lower(error) LIKE ? ESCAPE '!'";
    String pattern = '%' + escaped(text) + '%';
    if (lookedUp) {
      further(pattern, clause);
    } else {
      add(clause, pattern);
      lookedUp = true;
    }
  }

  /* Failures have an index, which must be told again what it is limited to. */
  private void status(Statuses statuses) {
    if (statuses.equals(Statuses.ANY)) {
      return;
    }
    if (lookedUp || statuses.least() < 400) {
      furtherClauses.add("status BETWEEN ? AND ?");
      furtherValues.addAll(List.of(statuses.least(), statuses.most()));
    } else {
      add("status BETWEEN ? AND ? AND status >= 400", statuses.least(), statuses.most());
      lookedUp = true;
    }
  }

  private static String escaped(String text) {
    return text.toLowerCase(java.util.Locale.ROOT).replaceAll("([!%_])", "!$1");
  }

  private void add(String clause, Object... belonging) {
    clauses.add(clause);
    values.addAll(List.of(belonging));
  }

  /* With the same value again for a second mark. */
  private void further(String value, String clause, String... again) {
    if (!value.isEmpty()) {
      furtherClauses.add(clause);
      furtherValues.add(value);
      furtherValues.addAll(List.of(again));
    }
  }

  /** Whether rows are looked at that are not wanted. */
  boolean searching() {
    return !furtherClauses.isEmpty();
  }

  /** Not further back than this. */
  void until(Cursor last) {
    add("(time, id) >= (?, ?)", last.time(), last.id());
  }

  /** Finds the row up to which is looked; its last mark is how many come before it. */
  String lastSql() {
    return "SELECT time, id FROM requests"
        + where(clauses)
        + " ORDER BY time DESC, id DESC LIMIT 1 OFFSET ?";
  }

  /** Finds the rows; its last mark is how many of them. */
  String sql() {
    var all = new ArrayList<>(clauses);
    all.addAll(furtherClauses);
    return "SELECT "
        + RequestRow.COLUMNS
        + " FROM requests"
        + where(all)
        + " ORDER BY time DESC, id DESC LIMIT ?";
  }

  private static String where(List<String> clauses) {
    return clauses.isEmpty() ? "" : " WHERE " + String.join(" AND ", clauses);
  }

  void bindLast(PreparedStatement statement, int most) throws SQLException {
    bind(statement, values, most);
  }

  void bind(PreparedStatement statement, int most) throws SQLException {
    var all = new ArrayList<>(values);
    all.addAll(furtherValues);
    bind(statement, all, most);
  }

  private static void bind(PreparedStatement statement, List<Object> values, int most)
      throws SQLException {
    int at = 1;
    for (Object value : values) {
      statement.setObject(at++, value);
    }
    statement.setInt(at, most);
  }
}
