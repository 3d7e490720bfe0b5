package dev.sluice.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The OpenAPI document, and two pages that show it. Nothing comes from a foreign origin. */
final class DocumentationPages {

  private static final String JARS = "/META-INF/resources/webjars/";
  private static final String OWN = "/dev/sluice/admin/";
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", JARS + "swagger-ui/" + swaggerVersion() + "/swagger-ui.css",
          "swagger-ui-bundle.js", JARS + "swagger-ui/" + swaggerVersion() + "/swagger-ui-bundle.js",
          "swagger-start.js", OWN + "swagger-start.js",
          "scalar.js", JARS + "scalar/scalar.js",
          "scalar-start.js", OWN + "scalar-start.js");

  private final Vertx vertx;

  DocumentationPages(Vertx vertx) {
    this.vertx = vertx;
  }

  void document(RoutingContext context) {
    vertx
        .executeBlocking(() -> ApiDocument.shipped().json(), false)
        .onSuccess(json -> send(context, "application/json", json))
        .onFailure(context::fail);
  }

  void swagger(RoutingContext context) {
    page(context, OWN + "swagger.html");
  }

  void scalar(RoutingContext context) {
    page(context, OWN + "scalar.html");
  }

  void file(RoutingContext context, Operation operation) {
    String name = Objects.requireNonNullElse(context.pathParam("file"), "");
    String resource = FILES.get(name);
    boolean swagger = operation == Operation.DOCS_FILE;
    if (resource == null || name.startsWith("swagger") != swagger) {
      Problems.of(context, 404, "", "");
      return;
    }
    context.response().putHeader("cache-control", "public, max-age=86400");
    read(context, resource, name.endsWith(".css") ? "text/css" : "text/javascript");
  }

  private void page(RoutingContext context, String resource) {
    SecurityHeaders.loosen(context.response().headers());
    read(context, resource, "text/html");
  }

  private void read(RoutingContext context, String resource, String type) {
    vertx
        .executeBlocking(() -> bytes(resource), false)
        .onSuccess(bytes -> send(context, type + "; charset=utf-8", bytes))
        .onFailure(context::fail);
  }

  private static Buffer bytes(String resource) throws IOException {
    try (var in = Objects.requireNonNull(DocumentationPages.class.getResourceAsStream(resource))) {
      return Buffer.buffer(in.readAllBytes());
    }
  }

  private static void send(RoutingContext context, String type, Buffer body) {
    context.response().putHeader("content-type", type).end(body);
  }

  private static String swaggerVersion() {
    String resource = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    var properties = new Properties();
    try (var in = DocumentationPages.class.getResourceAsStream(resource)) {
      properties.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
