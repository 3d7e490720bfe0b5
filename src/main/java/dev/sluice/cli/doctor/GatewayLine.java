package dev.sluice.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.base.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The way to a gateway, the same that a client takes. */
final class GatewayLine implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration EXAMINATION = Duration.ofMinutes(5);

  private final URI base;
  private final Secret key;
  private final HttpClient client;

  /**
   * @param certificate the only one to accept; empty: what the platform trusts
   */
  GatewayLine(URI base, Secret key, Optional<Path> certificate) throws IOException {
    this.base = base;
    this.key = key;
    // In the clear the client would otherwise ask each proxy for an upgrade to HTTP/2.
    boolean tls = base.getScheme().equals("https");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(tls ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
    if (tls && certificate.isPresent()) {
      builder.sslContext(PinnedCertificate.context(certificate.get()));
    }
    this.client = builder.build();
  }

  URI base() {
    return base;
  }

  /** What was answered; the body is JSON, or missing. */
  record Said(int status, JsonNode body) {}

  Said post(String path, JsonNode body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .timeout(EXAMINATION)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    try {
      return new Said(response.statusCode(), MAPPER.readTree(response.body()));
    } catch (JsonProcessingException e) {
      return new Said(response.statusCode(), MAPPER.missingNode());
    }
  }

  /** Listens to a stream of timed events until it ends or {@code patience} is over. */
  Heard listen(String query, Duration patience) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpRequest request = streamRequest(query, patience);
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    var arrivals = new ArrayList<Heard.Arrival>();
    String broken = "";
    Thread watch = Thread.ofVirtual().start(() -> closeAfter(response.body(), patience));
    try {
      read(response, arrivals, begun);
    } catch (IOException e) {
      broken = String.valueOf(e.getMessage());
    } finally {
      watch.interrupt();
    }
    return new Heard(
        response.statusCode(),
        response.headers(),
        response.sslSession(),
        arrivals,
        broken,
        millisSince(begun));
  }

  /* It allows what clients allow, so that whatever compresses for them compresses here. */
  private HttpRequest streamRequest(String query, Duration patience) {
    return request("/api/doctor/stream" + query)
        .timeout(patience)
        .header("accept", "text/event-stream")
        .header("accept-encoding", "gzip")
        .build();
  }

  private static void read(
      HttpResponse<InputStream> response, List<Heard.Arrival> arrivals, long begun)
      throws IOException {
    boolean zipped = response.headers().firstValue("content-encoding").orElse("").equals("gzip");
    try (InputStream raw = response.body();
        InputStream plain = zipped ? new GZIPInputStream(raw) : raw;
        var lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("data:")) {
          arrival(line.substring("data:".length()), begun).ifPresent(arrivals::add);
        }
      }
    }
  }

  private static Optional<Heard.Arrival> arrival(String data, long begun) {
    try {
      JsonNode event = MAPPER.readTree(data);
      return Optional.of(
          new Heard.Arrival(
              event.path("n").asInt(),
              event.path("of").asInt(),
              event.path("afterMs").asLong(),
              millisSince(begun),
              Instant.parse(event.path("time").asText()),
              Instant.now()));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static void closeAfter(InputStream body, Duration patience) {
    try {
      Thread.sleep(patience);
      body.close();
    } catch (InterruptedException | IOException e) {
      // Interrupted: the stream has ended by itself. Otherwise it is closed as well as it can be.
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("x-api-key", key.reveal());
  }

  private static long millisSince(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun).toMillis();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
