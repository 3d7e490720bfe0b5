package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document, which says what requests and answers may be. Read when first asked. */
final class ApiDocument {

  private static final String RESOURCE = "/openapi.yaml";

  private final JsonNode root;
  private final Buffer json;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  private ApiDocument(JsonNode root) {
    this.root = root;
    this.json = Buffer.buffer(root.toString());
  }

  /* Reading it takes a tenth of a second, which no start-up has to pay for. */
  private static final class Holder {
    static final ApiDocument SHIPPED = load();
  }

  /** Blocks the first time. */
  static ApiDocument shipped() {
    return Holder.SHIPPED;
  }

  private static ApiDocument load() {
    try (var in = Objects.requireNonNull(ApiDocument.class.getResourceAsStream(RESOURCE))) {
      return new ApiDocument(new ObjectMapper(new YAMLFactory()).readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode root() {
    return root;
  }

  Buffer json() {
    return json;
  }

  JsonNode of(Operation operation) {
    String method = operation.method().name().toLowerCase(Locale.ROOT);
    return root.path("paths").path(operation.path()).path(method);
  }

  /** The body's schema; empty: none is taken. */
  Optional<JsonSchema> body(Operation operation) {
    JsonNode content = of(operation).path("requestBody").path("content").path("application/json");
    return content.isMissingNode() ? Optional.empty() : Optional.of(schema(content.path("schema")));
  }

  /** What stands behind a reference. */
  JsonNode resolve(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.isEmpty() ? node : root.at(reference.substring(1));
  }

  /** Compiled once; references in it lead into this document. */
  JsonSchema schema(JsonNode schema) {
    return schemas.computeIfAbsent(schema.toString(), _ -> compiled(schema));
  }

  private JsonSchema compiled(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", root.path("components"));
    var config =
        SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).locale(Locale.ENGLISH);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole, config.build());
  }
}
