package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds requests to the OpenAPI document. Blocks: bodies may be large. */
final class RequestCheck {

  private static final int SHOWN = 60;

  private final ApiDocument document;

  RequestCheck(ApiDocument document) {
    this.document = document;
  }

  /** A request that is not as the document has it. */
  static final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // Never serialized: it does not leave the process.
    private final List<FieldProblem> problems;

    Refused(List<FieldProblem> problems) {
      super("refused");
      this.problems = List.copyOf(problems);
    }

    List<FieldProblem> problems() {
      return problems;
    }
  }

  /**
   * The body that was sent, or an empty object where none is taken.
   *
   * @param path the parameters of the path, decoded
   * @param query the parameters of the query, decoded
   */
  ObjectNode read(
      Operation operation, Map<String, String> path, Map<String, String> query, byte[] body)
      throws Refused {
    var problems = new ArrayList<FieldProblem>();
    parameters(operation, path, query, problems);
    Optional<JsonSchema> schema = document.body(operation);
    ObjectNode read =
        schema.isPresent() ? parse(body, problems) : JsonNodeFactory.instance.objectNode();
    if (problems.isEmpty()) {
      schema.ifPresent(known -> members(known.validate(read), read, problems));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return read;
  }

  private static ObjectNode parse(byte[] body, List<FieldProblem> problems) {
    try {
      return Document.parse(body);
    } catch (InvalidConfiguration e) {
      e.problems().forEach(problem -> problems.add(FieldProblem.of(problem)));
      return JsonNodeFactory.instance.objectNode();
    }
  }

  private void parameters(
      Operation operation,
      Map<String, String> path,
      Map<String, String> query,
      List<FieldProblem> problems) {
    var known = new ArrayList<String>();
    for (JsonNode reference : document.of(operation).path("parameters")) {
      JsonNode parameter = document.resolve(reference);
      String name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "path" -> parameter(parameter, name, path.get(name), problems);
        case "query" -> {
          known.add(name);
          parameter(parameter, name, query.get(name), problems);
        }
        default -> {}
      }
    }
    for (String name : query.keySet()) {
      if (!known.contains(name)) {
        problems.add(new FieldProblem.Parameter(cut(name), "unknown" + expected(known)));
      }
    }
  }

  private static String expected(List<String> known) {
    return known.isEmpty()
        ? " (expected: no parameter)"
        : " (known: " + String.join(", ", known) + ")";
  }

  private void parameter(
      JsonNode parameter,
      String name,
      @org.jspecify.annotations.Nullable String text,
      List<FieldProblem> problems) {
    if (text == null) {
      if (parameter.path("required").asBoolean()) {
        problems.add(new FieldProblem.Parameter(name, "missing"));
      }
      return;
    }
    JsonNode schema = parameter.path("schema");
    boolean number = schema.path("type").asText().equals("integer");
    JsonNode value =
        number && text.matches("-?[0-9]{1,9}")
            ? IntNode.valueOf(Integer.parseInt(text))
            : TextNode.valueOf(text);
    for (ValidationMessage message : document.schema(schema).validate(value)) {
      problems.add(new FieldProblem.Parameter(name, words(message)));
    }
  }

  private static void members(
      Set<ValidationMessage> messages, ObjectNode read, List<FieldProblem> problems) {
    for (ValidationMessage message : messages) {
      String pointer = message.getInstanceLocation().toString();
      String property = message.getProperty();
      boolean below =
          property != null
              && Set.of("required", "additionalProperties").contains(message.getType());
      String at = below ? pointer + "/" + cut(property) : pointer;
      problems.add(Promised.of(message, read).orElse(new FieldProblem.Member(at, words(message))));
    }
  }

  /* The library's text begins with the place, which is told apart. */
  private static String words(ValidationMessage message) {
    return switch (message.getType()) {
      case "required" -> "missing";
      case "additionalProperties" -> "unknown member";
      case "propertyNames" -> "has an unknown member";
      default -> message.getMessage().replaceFirst("^[^ ]*: ", "");
    };
  }

  static String cut(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
  }
}
