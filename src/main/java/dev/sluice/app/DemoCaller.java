package dev.sluice.app;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.base.Secret;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** Asks as a coding client would, and shows the words as they arrive. */
final class DemoCaller implements AutoCloseable {

  private static final String DATA = "data: ";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI gateway;
  private final Secret key;
  private final PrintWriter out;

  DemoCaller(URI gateway, Secret key, PrintWriter out) {
    this.gateway = gateway;
    this.key = key;
    this.out = out;
  }

  /**
   * Asks for this model in this conversation, and waits for the end of the answer.
   *
   * @return whether it was served
   */
  boolean ask(String model, String session) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve("/v1/messages"))
            .header("x-api-key", key.reveal())
            .header("anthropic-version", "2023-06-01")
            .header("content-type", "application/json")
            .header("x-claude-code-session-id", session)
            .POST(HttpRequest.BodyPublishers.ofString(question(model)))
            .build();
    HttpResponse<Stream<String>> response =
        client.send(request, HttpResponse.BodyHandlers.ofLines());
    out.print("  ");
    try (var lines = response.body()) {
      for (String line : (Iterable<String>) lines::iterator) {
        show(line);
      }
    }
    out.println();
    out.flush();
    return response.statusCode() == 200;
  }

  private static String question(String model) {
    return """
    {"model":"%s","max_tokens":1024,"stream":true,\
    "messages":[{"role":"user","content":"Who are you?"}]}\
    """
        .formatted(model);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void show(String line) throws IOException {
    if (line.startsWith(DATA)) {
      var text = json.readTree(line.substring(DATA.length())).path("delta").path("text");
      out.print(text.asText(""));
      out.flush();
    }
  }
}
