package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.access.Caller;
import dev.sluice.config.ConfigFile;
import java.util.Map;
import java.util.Optional;

/**
 * A checked request for the owner of administrative commands.
 *
 * @param path the parameters of the path
 * @param query the parameters of the query
 * @param body may carry secrets
 * @param ifMatch as the caller sent it
 * @param caller who asks
 */
record AdminCall(
    Operation operation,
    Map<String, String> path,
    Map<String, String> query,
    ObjectNode body,
    Optional<String> ifMatch,
    Caller caller) {

  /** How authors begin who came over the API. */
  static final String API = "api:";

  /** As revisions name whoever calls. */
  String author() {
    return author(caller);
  }

  static String author(Caller caller) {
    return API + caller.id();
  }

  String parameter(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException(operation + " has no parameter " + name);
    }
    return value;
  }

  /** The file to a caller that looked at the revision that it names, if it names one. */
  ConfigFile at(ConfigFile file) {
    if (ifMatch.isEmpty() || ifMatch.get().strip().equals("*")) {
      return file;
    }
    String tag = ifMatch.get().strip().replaceFirst("^W/", "").replace("\"", "");
    return file.expecting(RevisionJson.number(tag));
  }

  /** Without the body, which may carry secrets. */
  @Override
  public String toString() {
    return operation.id() + path;
  }
}
