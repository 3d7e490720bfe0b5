package dev.sluice.app;

import dev.sluice.base.Secret;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** People with keys and limits of their own, made as an operator makes them: by the API. */
final class DemoTeam {

  /**
   * Somebody who asks.
   *
   * @param model the one that is usually asked for
   * @param pause the longest from an answer to the next question, ms
   */
  record Member(Secret key, String model, int pause) {}

  private final URI gateway;
  private final Secret accessKey;
  private final HttpClient client;

  private DemoTeam(URI gateway, Secret accessKey, HttpClient client) {
    this.gateway = gateway;
    this.accessKey = accessKey;
    this.client = client;
  }

  static List<Member> hire(URI gateway, Secret accessKey) throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var team = new DemoTeam(gateway, accessKey, client);
      team.done("/api/users", new JsonObject().put("name", "Ann"));
      team.done("/api/users", new JsonObject().put("name", "Ben"));
      var members = new ArrayList<Member>();
      members.add(
          team.member(
              new JsonObject()
                  .put("name", "Ann's laptop")
                  .put("user", "Ann")
                  .put("budgets", new JsonObject().put("day", "25")),
              "claude-opus-4-5",
              4_000));
      members.add(
          team.member(
              new JsonObject()
                  .put("name", "Ben's laptop")
                  .put("user", "Ben")
                  .put("budgets", new JsonObject().put("day", "10"))
                  .put("concurrent", 4),
              "claude-sonnet-4-5",
              4_000));
      members.add(
          team.member(
              new JsonObject().put("name", "CI").put("rpm", 10).put("note", "nightly reviews"),
              "claude-haiku-4-5",
              6_000));
      return members;
    }
  }

  private Member member(JsonObject terms, String model, int pause)
      throws IOException, InterruptedException {
    return new Member(Secret.of(done("/api/keys", terms).getString("key")), model, pause);
  }

  private JsonObject done(String path, JsonObject body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(gateway.resolve(path))
            .header("x-api-key", accessKey.reveal())
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 201) {
      throw new IOException("POST " + path + " answered " + response.statusCode());
    }
    return new JsonObject(response.body());
  }
}
