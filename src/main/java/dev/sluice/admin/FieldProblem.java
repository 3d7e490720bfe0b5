package dev.sluice.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Problem;

/** What is wrong with one part of a request. Never quotes a value, which may be a secret. */
sealed interface FieldProblem {

  String detail();

  /** Wrong in the body, at a JSON pointer. */
  record Member(String pointer, String detail) implements FieldProblem {}

  /** Wrong in the path, the query or a header. */
  record Parameter(String name, String detail) implements FieldProblem {}

  static FieldProblem of(Problem problem) {
    return new Member(problem.pointer(), problem.message());
  }

  default ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    switch (this) {
      case Member(var pointer, _) -> json.put("pointer", pointer);
      case Parameter(var name, _) -> json.put("parameter", name);
    }
    return json.put("detail", detail());
  }
}
