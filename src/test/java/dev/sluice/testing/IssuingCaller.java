package dev.sluice.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** An operator who hands out keys over the admin API of a gateway. */
public final class IssuingCaller {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String base;

  public IssuingCaller(RunningGateway gateway) {
    this.base = gateway.baseUrl();
  }

  /** The text of a new key. */
  public String key(String terms) {
    return json(ask(RunningGateway.ACCESS_KEY, "POST", "/api/keys", terms)).path("key").asText();
  }

  /** As whoever has the key. */
  public HttpResponse<String> ask(String key, String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("x-api-key", key)
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public JsonNode done(String method, String path, String body) {
    return json(ask(RunningGateway.ACCESS_KEY, method, path, body));
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() / 100 != 2) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    try {
      return MAPPER.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + response.body(), e);
    }
  }
}
