package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OperationTest {

  private final ApiDocument document = ApiDocument.shipped();

  @Test
  void theTableAndTheDocumentNameTheSameRoutes() {
    var documented = new TreeMap<String, String>();
    document
        .root()
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    documented.put(
                        method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        method.getValue().path("operationId").asText())));
    var served = new TreeMap<String, String>();
    for (Operation operation : Operation.values()) {
      served.put(operation.method() + " " + operation.path(), operation.id());
    }
    assertThat(documented).isEqualTo(served);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void theDocumentProtectsWhatTheTableProtects(Operation operation) {
    JsonNode security = document.of(operation).path("security");
    boolean open = security.isArray() && security.isEmpty();
    assertThat(open).isEqualTo(operation.access() == Access.EVERYONE);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void everyReferenceLeadsSomewhere(Operation operation) {
    var lost = new TreeSet<String>();
    for (JsonNode reference : document.of(operation).findValues("$ref")) {
      if (document.root().at(reference.asText().substring(1)).isMissingNode()) {
        lost.add(reference.asText());
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void noSchemaIsDeclaredForNothing() {
    String text = document.root().toString();
    var unused = new TreeSet<String>();
    document
        .root()
        .path("components")
        .path("schemas")
        .fieldNames()
        .forEachRemaining(name -> {
          if (!text.contains("\"#/components/schemas/" + name + "\"")) {
            unused.add(name);
          }
        });
    assertThat(unused).isEmpty();
  }
}
