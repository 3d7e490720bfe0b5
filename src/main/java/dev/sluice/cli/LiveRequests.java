package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Recorded requests, asked of a running gateway. */
final class LiveRequests implements RequestSource {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /* Ten million attempts take minutes. */
  private static final Duration RECOMPUTED = Duration.ofHours(1);

  private static final String LOGS = "/api/stats/logs";
  private static final String PRICES = "/api/prices";

  private final URI gateway;
  private final Secret key;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  LiveRequests(URI gateway, Secret key) {
    this.gateway = gateway;
    this.key = key;
  }

  @Override
  public ObjectNode page(Map<String, String> parameters) throws IOException, InterruptedException {
    return ask(LOGS, parameters);
  }

  @Override
  public ObjectNode stats(Map<String, String> parameters) throws IOException, InterruptedException {
    return ask("/api/stats", parameters);
  }

  @Override
  public ObjectNode latency(Map<String, String> parameters)
      throws IOException, InterruptedException {
    return ask("/api/stats/latency", parameters);
  }

  @Override
  public ObjectNode sessions(Map<String, String> parameters)
      throws IOException, InterruptedException {
    return ask("/api/sessions", parameters);
  }

  @Override
  public ObjectNode prices() throws IOException, InterruptedException {
    return ask(PRICES);
  }

  @Override
  public ObjectNode setPrices(ObjectNode said) throws IOException, InterruptedException {
    return ask("PUT", PRICES, HttpRequest.BodyPublishers.ofString(said.toString()));
  }

  @Override
  public ObjectNode syncPrices(ObjectNode said) throws IOException, InterruptedException {
    return ask("POST", PRICES + "/sync", HttpRequest.BodyPublishers.ofString(said.toString()));
  }

  @Override
  public ObjectNode recompute(ObjectNode said) throws IOException, InterruptedException {
    return ask(
        "POST",
        PRICES + "/recompute",
        HttpRequest.BodyPublishers.ofString(said.toString()),
        RECOMPUTED);
  }

  private ObjectNode ask(String path, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return ask(path + (query.isEmpty() ? "" : '?' + query));
  }

  @Override
  public ObjectNode one(String id) throws IOException, InterruptedException {
    return ask(LOGS + '/' + URLEncoder.encode(id, UTF_8));
  }

  private ObjectNode ask(String path) throws IOException, InterruptedException {
    return ask("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  private ObjectNode ask(String method, String path, HttpRequest.BodyPublisher sent)
      throws IOException, InterruptedException {
    return ask(method, path, sent, ANSWER);
  }

  private ObjectNode ask(
      String method, String path, HttpRequest.BodyPublisher sent, Duration patience)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(patience)
            .header("x-api-key", key.reveal())
            .header("content-type", "application/json")
            .method(method, sent)
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new GatewayFailed(
          ExitCode.UNAVAILABLE, gateway + " cannot be reached; is the gateway running?");
    }
    JsonNode body = tree(response.body());
    if (response.statusCode() == 200 && body instanceof ObjectNode object) {
      return object;
    }
    throw failed(method, response.statusCode(), detail(body));
  }

  private static String detail(JsonNode problem) {
    var errors = new StringBuilder(problem.path("detail").asText());
    for (JsonNode error : problem.path("errors")) {
      errors.append(errors.isEmpty() ? "" : "; ");
      errors.append(error.path("pointer").asText(error.path("parameter").asText()));
      errors.append(' ').append(error.path("detail").asText());
    }
    return errors.toString();
  }

  private GatewayFailed failed(String method, int status, String detail) {
    String said = gateway + " answered " + status + (detail.isEmpty() ? "" : ": " + detail);
    return switch (status) {
      case 400 -> new GatewayFailed(method.equals("GET") ? ExitCode.USAGE : ExitCode.INVALID, said);
      case 409, 412 -> new GatewayFailed(ExitCode.CONFLICT, said);
      case 401, 403 ->
          new GatewayFailed(ExitCode.REFUSED, said + "; give its key with --access-key");
      case 404 -> new GatewayFailed(ExitCode.NOT_FOUND, said);
      default -> new GatewayFailed(ExitCode.UNAVAILABLE, said);
    };
  }

  private static JsonNode tree(byte[] body) throws IOException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
