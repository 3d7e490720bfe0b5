package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A checked request for the owner of administrative commands.
 *
 * @param path the parameters of the path
 * @param query the parameters of the query
 * @param body may carry secrets
 * @param ifMatch as the caller sent it
 * @param author as revisions name whoever calls
 */
record AdminCall(
    Operation operation,
    Map<String, String> path,
    Map<String, String> query,
    ObjectNode body,
    Optional<String> ifMatch,
    String author) {

  String parameter(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException(operation + " has no parameter " + name);
    }
    return value;
  }

  /** Without the body, which may carry secrets. */
  @Override
  public String toString() {
    return operation.id() + path;
  }
}
