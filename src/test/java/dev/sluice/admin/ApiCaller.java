package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;

/** Calls the admin API of a gateway and holds every answer to the document. */
final class ApiCaller implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  ApiCaller(RunningGateway gateway) {
    this.base = gateway.baseUrl();
  }

  /** An answer that the document allows. */
  record Answer(int status, HttpResponse<String> response, JsonNode json) {

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  Answer get(String path) {
    return call(Operations.of("GET", path), path, "");
  }

  Answer send(String method, String path, String body, String... headers) {
    return call(Operations.of(method, path), path, body, headers);
  }

  /** As above, where the path alone does not tell which operation is meant. */
  Answer call(Operation operation, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("x-api-key", RunningGateway.ACCESS_KEY)
            .method(operation.method().name(), BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return checked(operation, raw(request.build()));
  }

  HttpResponse<String> raw(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  URI uri(String path) {
    return URI.create(base + path);
  }

  static Answer checked(Operation operation, HttpResponse<String> response) {
    ApiDocument document = ApiDocument.shipped();
    String said = operation + " " + response.statusCode() + " " + response.body();
    JsonNode declared =
        document.resolve(document.of(operation).path("responses").path("" + response.statusCode()));
    assertThat(declared.isMissingNode()).as("undeclared: %s", said).isFalse();
    assertThat(response.body()).as(said).doesNotContain("sk-secret");
    String type = response.headers().firstValue("content-type").orElse("");
    JsonNode content = declared.path("content");
    if (content.isMissingNode()) {
      assertThat(response.body()).as(said).isEmpty();
      return new Answer(response.statusCode(), response, MAPPER.nullNode());
    }
    String bare = type.replaceFirst(";.*", "").toLowerCase(Locale.ROOT);
    JsonNode shape = content.has(bare) ? content.path(bare) : content.path("*/*");
    assertThat(shape.isMissingNode()).as("type %s of %s", type, said).isFalse();
    JsonNode json = bare.endsWith("json") ? parsed(response.body()) : MAPPER.nullNode();
    if (bare.endsWith("json")) {
      assertThat(document.schema(shape.path("schema")).validate(json)).as(said).isEmpty();
    }
    for (var header : declared.path("headers").properties()) {
      assertThat(response.headers().firstValue(header.getKey())).as(said).isPresent();
    }
    return new Answer(response.statusCode(), response, json);
  }

  private static JsonNode parsed(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + body, e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
