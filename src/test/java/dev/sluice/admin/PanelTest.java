package dev.sluice.admin;

import static dev.sluice.admin.Browser.header;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the stand-in of the test resources in the place of the panel. */
final class PanelTest {

  private static final String SCRIPT = "/assets/index-BrTvK8x1.js";
  private static final String[] HTML = {"accept", "text/html,application/xhtml+xml,*/*;q=0.8"};

  private static final RunningGateway GATEWAY = RunningGateway.with();
  private static final Browser BROWSER = new Browser(GATEWAY);

  @AfterAll
  static void close() {
    BROWSER.close();
    GATEWAY.close();
  }

  private static String nonce(HttpResponse<String> page) {
    String policy = header(page, "content-security-policy");
    return policy.replaceFirst(".*'nonce-([^']+)'.*", "$1");
  }

  private static RunningGateway with(String... environment) {
    var all = new java.util.HashMap<String, String>();
    for (int i = 0; i < environment.length; i += 2) {
      all.put(environment[i], environment[i + 1]);
    }
    return RunningGateway.start(JsonNodeFactory.instance.objectNode(), Map.copyOf(all));
  }

  @Test
  void thePageNeedsNoKeyAndIsAskedForEveryTime() {
    var page = BROWSER.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "cache-control")).isEqualTo("no-cache");
    assertThat(page.body()).contains("<base href=\"/\" />");
  }

  @Test
  void thePageMayLoadNothingButItsOwnFiles() {
    var page = BROWSER.get("/");
    String nonce = nonce(page);
    assertThat(header(page, "content-security-policy"))
        .isEqualTo(
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
                + nonce
                + "'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self';"
                + " form-action 'self'; frame-ancestors 'none'");
    assertThat(page.body()).contains("<meta property=\"csp-nonce\" nonce=\"" + nonce + "\" />");
    assertThat(nonce).hasSizeGreaterThanOrEqualTo(22).isNotEqualTo(nonce(BROWSER.get("/")));
  }

  @Test
  void everyAnswerSaysWhatBrowsersMayNotDoWithIt() {
    for (String path : List.of("/", SCRIPT, "/icon.svg", "/api/channels")) {
      var answer = BROWSER.get(path);
      assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
      assertThat(header(answer, "cross-origin-opener-policy")).isEqualTo("same-origin");
      assertThat(header(answer, "referrer-policy")).isIn("no-referrer", "same-origin");
      assertThat(header(answer, "strict-transport-security")).isEmpty();
    }
  }

  @Test
  void aPageThatIsKnownComesWithoutAPolicyThatWouldNotFitIt() {
    String tag = header(BROWSER.get("/"), "etag");
    var again = BROWSER.get("/", "if-none-match", "W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "etag")).isEqualTo(tag);
    assertThat(header(again, "content-security-policy")).isEmpty();
    assertThat(BROWSER.get("/", "if-none-match", "\"another\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/channels", "/logs/req_1?since=1h", "/a/b/c", "/index.html"})
  void aPathThatAPersonKeptLeadsToThePage(String path) {
    var page = BROWSER.get(path, HTML);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("A stand-in for the panel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/channels", "/assets/no-such.js", "/no-such.svg"})
  void whatAScriptAsksForInVainIsMissing(String path) {
    var answer = BROWSER.get(path, "accept", "*/*");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
  }

  @Test
  void noPathOfTheGatewaysOwnLeadsToThePage() {
    assertThat(BROWSER.get("/api/no-such", HTML).statusCode()).isEqualTo(401);
    String[] known = {"accept", "text/html", "x-api-key", RunningGateway.ACCESS_KEY};
    for (String path : List.of("/api/no-such", "/health/no-such", "/assets/no-such")) {
      assertThat(BROWSER.get(path, known).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(BROWSER.get("/metrics", HTML).statusCode()).isEqualTo(401);
    assertThat(header(BROWSER.get("/health", HTML), "content-type")).isEqualTo("application/json");
    assertThat(BROWSER.get("/v1/models", HTML).statusCode()).isEqualTo(401);
    assertThat(BROWSER.get("/v1/no-such", HTML).statusCode()).isEqualTo(404);
    assertThat(BROWSER.get("/api/docs", HTML).body()).contains("swagger");
  }

  @Test
  void aFileWithADigestInItsNameIsKeptForever() {
    var script = BROWSER.get(SCRIPT);
    assertThat(header(script, "cache-control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(header(script, "content-type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(BROWSER.get("/icon.svg"), "cache-control")).isEqualTo("no-cache");
  }

  @Test
  void whoeverTakesGzipGetsWhatWasCompressedWhenItWasBuilt() {
    var plain = BROWSER.get(SCRIPT);
    var packed = BROWSER.get(SCRIPT, "accept-encoding", "br, gzip");
    assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
    assertThat(header(plain, "content-encoding")).isEmpty();
    assertThat(packed.body().length()).isLessThan(plain.body().length());
    for (var answer : List.of(plain, packed)) {
      assertThat(header(answer, "vary")).isEqualTo("accept-encoding");
    }
    var refused = BROWSER.get(SCRIPT, "accept-encoding", "gzip;q=0");
    assertThat(header(refused, "content-encoding")).isEmpty();
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain() {
    String tag = header(BROWSER.get("/icon.svg"), "etag");
    assertThat(BROWSER.get("/icon.svg", "if-none-match", tag).statusCode()).isEqualTo(304);
  }

  @Test
  void headTellsTheSameWithoutTheBytes() {
    assertThat(BROWSER.send("HEAD", "/", "").statusCode()).isEqualTo(200);
    var script = BROWSER.send("HEAD", SCRIPT, "");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(script.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../openapi.yaml",
        "/assets/../../openapi.yaml",
        "/assets/..%2f..%2fopenapi.yaml",
        "/%2e%2e/openapi.yaml",
        "/assets/..\\..\\openapi.yaml",
        "/assets//etc/passwd",
        "/./icon.svg/../../openapi.yaml",
        "/.gz",
        "/assets/",
        "/assets/index-BrTvK8x1.js.gz",
        "/assets/index-BrTvK8x1.js%00.css"
      })
  void nothingButTheFilesOfThePanelCanBeAskedFor(String path) {
    try (var caller = RawCaller.connect(GATEWAY.port())) {
      var answer = caller.get(path, "connection: close").wholeAnswer();
      assertThat(answer.status()).isIn(400, 404);
      assertThat(answer.text()).doesNotContain("openapi:");
    }
  }

  @Test
  void withoutTheWebUiNothingOfItIsServed() {
    try (var gateway = with("ENABLE_WEB_UI", "false");
        var browser = new Browser(gateway)) {
      assertThat(browser.get("/", HTML).body()).startsWith("Sluice is running.");
      assertThat(browser.get("/channels", HTML).statusCode()).isEqualTo(404);
      assertThat(browser.get(SCRIPT).statusCode()).isEqualTo(404);
      assertThat(browser.send("HEAD", "/", "").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/sluice"})
  void belowAPathItIsServedWhetherOrNotTheProxyTakesThePathOff(String prefix) {
    try (var gateway = with("APP_URL", "https://gate.example/sluice");
        var browser = new Browser(gateway)) {
      var page = browser.get(prefix + "/", HTML);
      assertThat(page.body()).contains("<base href=\"/sluice/\" />").contains("\"./assets/");
      assertThat(browser.get(prefix + "/channels", HTML).body()).contains("href=\"/sluice/\"");
      assertThat(browser.get(prefix + SCRIPT).statusCode()).isEqualTo(200);
      assertThat(browser.get(prefix + "/health").statusCode()).isEqualTo(200);
      assertThat(browser.get(prefix + "/api/channels").statusCode()).isEqualTo(401);
      assertThat(browser.get(prefix + "/api/docs").statusCode()).isEqualTo(200);
      assertThat(browser.send("HEAD", prefix + "/", "").statusCode()).isEqualTo(200);
      String key = RunningGateway.ACCESS_KEY;
      assertThat(browser.get(prefix + "/v1/models", "x-api-key", key).statusCode()).isEqualTo(200);
      var asked = browser.send("POST", prefix + "/v1/messages", "{}", "x-api-key", key);
      assertThat(asked.statusCode()).isEqualTo(400);
    }
  }

  @Test
  void aPathThatOnlyBeginsLikeThePrefixIsAnother() {
    try (var gateway = with("APP_URL", "https://gate.example/sluice");
        var browser = new Browser(gateway)) {
      assertThat(browser.get("/sluiced/health").statusCode()).isEqualTo(404);
      assertThat(browser.get("/sluice", HTML).body()).contains("<base href=\"/sluice/\" />");
    }
  }

  @Test
  void whoeverCameOverTlsIsToComeOverTls() {
    try (var gateway = with("TRUSTED_PROXIES", "127.0.0.1");
        var browser = new Browser(gateway)) {
      var page = browser.get("/", "x-forwarded-proto", "https");
      assertThat(header(page, "strict-transport-security")).isEqualTo("max-age=31536000");
      assertThat(header(browser.get("/"), "strict-transport-security")).isEmpty();
    }
  }
}
