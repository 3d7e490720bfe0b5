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
import java.util.List;

/** Calls as a browser's pages do: with a cookie, a token, and what browsers say of themselves. */
final class Browser implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String base;

  Browser(RunningGateway gateway) {
    this(gateway.baseUrl());
  }

  Browser(String base) {
    this.base = base;
  }

  /** What signing in gave. */
  record SignedIn(String setCookie, JsonNode body) {

    String cookie() {
      return setCookie.replaceFirst(";.*", "");
    }

    String csrf() {
      return body.path("csrf").asText();
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("content-type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Signs in with the gateway's own key. */
  SignedIn signIn(boolean remember, String... headers) {
    return signIn(RunningGateway.ACCESS_KEY, remember, headers);
  }

  SignedIn signIn(String key, boolean remember, String... headers) {
    String body = "{\"accessKey\":\"%s\",\"remember\":%s}".formatted(key, remember);
    HttpResponse<String> answer = send("POST", "/api/auth/sign-in", body, headers);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> cookies = answer.headers().allValues("set-cookie");
    assertThat(cookies).hasSize(1);
    return new SignedIn(cookies.getFirst(), json(answer));
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + answer.body(), e);
    }
  }

  static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Override
  public void close() {
    client.close();
  }
}
