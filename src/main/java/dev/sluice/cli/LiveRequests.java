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
  private static final String LOGS = "/api/stats/logs";

  private final URI gateway;
  private final Secret key;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  LiveRequests(URI gateway, Secret key) {
    this.gateway = gateway;
    this.key = key;
  }

  @Override
  public ObjectNode page(Map<String, String> parameters) throws IOException, InterruptedException {
    String query =
        parameters.entrySet().stream()
            .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return ask(LOGS + (query.isEmpty() ? "" : '?' + query));
  }

  @Override
  public ObjectNode one(String id) throws IOException, InterruptedException {
    return ask(LOGS + '/' + URLEncoder.encode(id, UTF_8));
  }

  private ObjectNode ask(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(ANSWER)
            .header("x-api-key", key.reveal())
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
    throw failed(response.statusCode(), body.path("detail").asText());
  }

  private GatewayFailed failed(int status, String detail) {
    String said = gateway + " answered " + status + (detail.isEmpty() ? "" : ": " + detail);
    return switch (status) {
      case 400 -> new GatewayFailed(ExitCode.USAGE, said);
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
