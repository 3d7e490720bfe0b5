package dev.sluice.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The form that the answer's text must have. */
public sealed interface AnswerFormat {

  /** Some JSON object. */
  record JsonObject() implements AnswerFormat {}

  /**
   * JSON that obeys a schema.
   *
   * @param strict empty when not said
   */
  record JsonSchema(Optional<String> name, ObjectNode schema, Optional<Boolean> strict)
      implements AnswerFormat {}
}
