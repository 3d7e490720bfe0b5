package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RunningGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may ask for what: each operation of the document, asked for by everyone there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RoleMatrixTest {

  /** Told apart from what the program says of itself. */
  private static final Set<String> EVERYONE =
      Set.of(
          "POST /api/auth/sign-in",
          "POST /api/auth/sign-out",
          "GET /health",
          "GET /health/live",
          "GET /health/ready",
          "GET /api/openapi.json",
          "GET /api/docs",
          "GET /api/docs/{file}",
          "GET /api/scalar",
          "GET /api/scalar/{file}");

  private static final Set<String> MEMBERS =
      Set.of(
          "GET /api/auth/me",
          "GET /api/me",
          "GET /api/keys",
          "GET /api/keys/{id}",
          "GET /api/stats",
          "GET /api/stats/timeseries",
          "GET /api/stats/latency",
          "GET /api/stats/leaderboard",
          "GET /api/stats/logs",
          "GET /api/stats/logs/{id}",
          "GET /api/stats/export",
          "GET /api/requests/live",
          "GET /api/events",
          "GET /api/sessions");

  private static final String UNKNOWN = "sk-slu-" + "A".repeat(49);

  private final RunningGateway gateway = RunningGateway.with();
  private final HttpClient client = HttpClient.newHttpClient();
  private String member = "";
  private String administrator = "";
  private String disabled = "";

  @BeforeAll
  void issue() {
    var operator = new IssuingCaller(gateway);
    operator.done("POST", "/api/users", "{\"name\":\"ann\"}");
    operator.done("POST", "/api/users", "{\"name\":\"bob\",\"role\":\"admin\"}");
    member = operator.key("{\"name\":\"member\",\"user\":\"ann\"}");
    administrator = operator.key("{\"name\":\"administrator\",\"user\":\"bob\"}");
    disabled = operator.key("{\"name\":\"disabled\",\"user\":\"bob\",\"enabled\":false}");
  }

  @AfterAll
  void close() {
    client.close();
    gateway.close();
  }

  static Stream<String> operations() {
    return ApiDocument.shipped().root().path("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .map(each -> each.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyOperationIsOpenToThoseItIsForAlone(String operation) throws Exception {
    boolean open = EVERYONE.contains(operation);
    boolean ofMembers = MEMBERS.contains(operation);
    for (String path : paths(operation)) {
      assertThat(denied(path, "")).as("no key").isEqualTo(open ? 0 : 401);
      assertThat(denied(path, UNKNOWN)).as("unknown key").isEqualTo(open ? 0 : 401);
      assertThat(denied(path, RunningGateway.ACCESS_KEY)).as("access key").isZero();
      assertThat(denied(path, disabled)).as("disabled key").isEqualTo(open ? 0 : 401);
      assertThat(denied(path, member)).as("member").isEqualTo(open || ofMembers ? 0 : 403);
      assertThat(denied(path, administrator)).as("administrator").isZero();
    }
  }

  private static List<String> paths(String operation) {
    String path = operation.replaceAll("\\{[a-z]+}", "1");
    return List.of(path, path.replaceFirst(" /api/", " /api/v1/"));
  }

  /* Bodies are announced as text: whoever is let in is told so, and nothing is changed. */
  private int denied(String operation, String key) throws IOException, InterruptedException {
    String method = operation.substring(0, operation.indexOf(' '));
    String path = operation.substring(operation.indexOf(' ') + 1);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path))
            .header("content-type", "text/plain")
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("x"));
    if (!key.isEmpty()) {
      request.header("authorization", "Bearer " + key);
    }
    HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
    response.body().close();
    int status = response.statusCode();
    return Set.of(401, 403, 429).contains(status) ? status : 0;
  }
}
