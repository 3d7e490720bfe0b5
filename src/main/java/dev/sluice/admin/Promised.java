package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Optional;

/** What the document will take one day is told apart from what it will never take. */
final class Promised {

  private static final List<String> MEMBERS = List.of("limits", "schedule", "rules", "hedge");
  private static final List<String> VALUES = List.of("antigravity", "codex", "kiro", "economic");

  private Promised() {}

  /** Empty: it is not about anything that is promised. */
  static Optional<FieldProblem> of(ValidationMessage message, ObjectNode body) {
    String pointer = message.getInstanceLocation().toString();
    JsonNode at = body.at(pointer);
    return switch (message.getType()) {
      case "enum" ->
          VALUES.contains(at.asText())
              ? told(pointer, "\"" + at.asText() + "\" is not built yet")
              : Optional.empty();
      case "additionalProperties" -> member(pointer, String.valueOf(message.getProperty()));
      case "propertyNames" ->
          MEMBERS.stream().filter(at::has).findFirst().flatMap(name -> member(pointer, name));
      default -> Optional.empty();
    };
  }

  private static Optional<FieldProblem> member(String pointer, String name) {
    return MEMBERS.contains(name)
        ? told(pointer + "/" + name, "not built yet (expected: absent)")
        : Optional.empty();
  }

  private static Optional<FieldProblem> told(String pointer, String detail) {
    return Optional.of(new FieldProblem.Member(pointer, detail));
  }
}
