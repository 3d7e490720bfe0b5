package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.ApiCaller.Answer;
import dev.sluice.testing.RunningGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every body that the document names is named when it is wrong. */
final class EveryFieldTest {

  private static final RunningGateway GATEWAY = RunningGateway.with();
  private static final ApiCaller API = new ApiCaller(GATEWAY);
  private static final ApiDocument DOCUMENT = ApiDocument.shipped();

  /** What only answers have is not looked at in a patch, and a value may be anything. */
  private static final Set<String> NOT_LOOKED_AT =
      Set.of(
          "PATCH/state",
          "PATCH/healthy",
          "PATCH/lastLatencyMs",
          "PATCH/requests",
          "PATCH/failures",
          "PUT/value");

  record Field(Operation operation, String name) {}

  @BeforeAll
  static void addChannel() {
    String channel =
        "{\"name\": \"1\", \"type\": \"gemini\", \"baseUrl\": \"http://127.0.0.1:1\","
            + " \"keys\": [{\"secret\": \"k\", \"name\": \"1\"}]}";
    assertThat(API.send("POST", "/api/channels", channel).status()).isEqualTo(201);
  }

  @AfterAll
  static void close() {
    API.close();
    GATEWAY.close();
  }

  static Stream<Field> fields() {
    var fields = new ArrayList<Field>();
    for (Operation operation : Operation.values()) {
      JsonNode content = DOCUMENT.of(operation).path("requestBody").path("content");
      JsonNode schema = DOCUMENT.resolve(content.path("application/json").path("schema"));
      names(schema).stream()
          .filter(name -> !NOT_LOOKED_AT.contains(operation.method() + "/" + name))
          .forEach(name -> fields.add(new Field(operation, name)));
    }
    return fields.stream();
  }

  private static List<String> names(JsonNode schema) {
    var names = new ArrayList<String>();
    JsonNode listed = schema.path("propertyNames").path("enum");
    if (listed.isArray()) {
      listed.forEach(name -> names.add(name.asText()));
    } else {
      schema.path("properties").fieldNames().forEachRemaining(names::add);
    }
    return names;
  }

  @ParameterizedTest
  @MethodSource("fields")
  void aWrongMemberIsNamedByItsPointer(Field field) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray(field.name()).addArray().add(true);
    String path = field.operation().path().replaceAll("\\{[a-z]+}", "1");
    Answer answer = API.call(field.operation(), path, body.toString());
    assertThat(answer.status()).as(field + " " + answer.response().body()).isEqualTo(400);
    List<String> pointers = answer.json().path("errors").findValuesAsText("pointer");
    assertThat(pointers)
        .as(field + " " + answer.response().body())
        .anyMatch(pointer -> pointer.matches("/" + field.name() + "(/.*)?"));
    assertThat(answer.json().path("errors").findValuesAsText("detail"))
        .allMatch(detail -> !detail.isBlank());
  }
}
