package dev.sluice.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.base.Secret;
import dev.sluice.config.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A running gateway, asked over its admin API. */
final class Remote {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI base;
  private final Secret accessKey;
  private final OptionalLong expected;

  static Remote of(GatewayAccess access) {
    return new Remote(URI.create(access.url()), access.key(), OptionalLong.empty());
  }

  private Remote(URI base, Secret accessKey, OptionalLong expected) {
    this.base = base;
    this.accessKey = accessKey;
    this.expected = expected;
  }

  URI base() {
    return base;
  }

  /** The same gateway to a writer that looked at that revision. */
  Remote expecting(long revision) {
    return new Remote(base, accessKey, OptionalLong.of(revision));
  }

  /**
   * What a gateway said.
   *
   * @param changed what a change did, one line; else empty
   * @param revision that holds, or -1 when it was not told
   */
  record Said(JsonNode body, String changed, long revision) {

    Done done() {
      return new Done(changed, revision);
    }
  }

  Said get(String path) throws RemoteRefused {
    return send(request(path).GET().build());
  }

  Said send(String method, String path, String... headers) throws RemoteRefused {
    HttpRequest.Builder request = request(path).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(matching(request).build());
  }

  Said send(String method, String path, JsonNode body, String... headers) throws RemoteRefused {
    HttpRequest.Builder request =
        request(path)
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(matching(request).build());
  }

  /* What the operator looked at goes before what a command looked at on its way. */
  private HttpRequest.Builder matching(HttpRequest.Builder request) {
    expected.ifPresent(revision -> request.setHeader("if-match", "\"" + revision + "\""));
    return request;
  }

  /** One segment of a path. */
  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("x-api-key", accessKey.reveal());
  }

  private Said send(HttpRequest request) throws RemoteRefused {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
      return read(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new RemoteRefused(
          ExitCode.UNAVAILABLE, "no gateway answers at " + base + "; is it running?", List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteRefused(ExitCode.UNAVAILABLE, "interrupted", List.of());
    }
  }

  private Said read(HttpResponse<String> response) throws RemoteRefused {
    JsonNode body = parsed(response);
    if (response.statusCode() / 100 == 2) {
      String changed = response.headers().firstValue("x-sluice-changed").orElse("");
      String etag = response.headers().firstValue("etag").orElse("").replace("\"", "");
      return new Said(
          body,
          URLDecoder.decode(changed, StandardCharsets.UTF_8),
          etag.matches("[0-9]{1,18}") ? Long.parseLong(etag) : -1);
    }
    throw refused(response.statusCode(), body);
  }

  private JsonNode parsed(HttpResponse<String> response) throws RemoteRefused {
    String type = response.headers().firstValue("content-type").orElse("");
    if (response.body().isEmpty()) {
      return MAPPER.missingNode();
    }
    try {
      if (type.contains("json")) {
        return MAPPER.readTree(response.body());
      }
    } catch (JsonProcessingException e) {
      throw foreign(response.statusCode());
    }
    throw foreign(response.statusCode());
  }

  private RemoteRefused foreign(int status) {
    return new RemoteRefused(
        ExitCode.UNAVAILABLE,
        base + " answers " + status + " like no gateway of this kind; check --url",
        List.of());
  }

  private static RemoteRefused refused(int status, JsonNode problem) {
    var problems = new ArrayList<Problem>();
    for (JsonNode error : problem.path("errors")) {
      problems.add(new Problem(error.path("pointer").asText(""), error.path("detail").asText()));
    }
    String detail = problem.path("detail").asText();
    String message = detail.isEmpty() ? problem.path("title").asText() : detail;
    if (detail.isEmpty() && !problems.isEmpty()) {
      message = String.join("; ", problems.stream().map(Problem::toString).toList());
    }
    return new RemoteRefused(code(status), message, problems);
  }

  private static int code(int status) {
    return switch (status) {
      case 400, 409, 413 -> ExitCode.INVALID;
      case 401, 403, 429 -> ExitCode.REFUSED;
      case 404 -> ExitCode.NOT_FOUND;
      case 412 -> ExitCode.CONFLICT;
      default -> ExitCode.UNAVAILABLE;
    };
  }
}
