package dev.sluice.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done with a connection. */
@FunctionalInterface
interface Work<T> {
  T with(Connection connection) throws SQLException;
}
