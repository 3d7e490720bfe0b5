package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Revision;

/** A revision as lists show it. */
public final class RevisionJson {

  /** The member that names a revision. */
  static final String NUMBER = "revision";

  private RevisionJson() {}

  /** What is no revision's number is that of none. */
  static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  public static ObjectNode of(Revision revision) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put(NUMBER, revision.number());
    json.put("time", revision.time().toString());
    json.put("author", revision.author());
    return json.put("summary", revision.summary());
  }
}
