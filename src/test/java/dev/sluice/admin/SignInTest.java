package dev.sluice.admin;

import static dev.sluice.admin.Browser.header;
import static dev.sluice.admin.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.admin.Browser.SignedIn;
import dev.sluice.app.Gateway;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Waiting;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {

  private static final String STRATEGY = "{\"strategy\":\"random\"}";

  private static final RunningGateway GATEWAY = RunningGateway.with();
  private static final Browser BROWSER = new Browser(GATEWAY);

  @AfterAll
  static void close() {
    BROWSER.close();
    GATEWAY.close();
  }

  private static HttpResponse<String> change(SignedIn session, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "cookie";
    all[1] = session.cookie();
    System.arraycopy(headers, 0, all, 2, headers.length);
    return BROWSER.send("PUT", "/api/strategy", STRATEGY, all);
  }

  private static SignedIn signIn(Map<String, String> environment, String... headers) {
    try (var gateway = RunningGateway.start(JsonNodeFactory.instance.objectNode(), environment);
        var browser = new Browser(gateway)) {
      return browser.signIn(false, headers);
    }
  }

  @Test
  void theAccessKeyOpensASessionThatAnswersWhoItIs() {
    SignedIn session = BROWSER.signIn(false);
    assertThat(session.body().path("kind").asText()).isEqualTo("access");
    assertThat(session.body().path("name").asText()).isEqualTo("administrator");
    assertThat(session.body().path("role").asText()).isEqualTo("admin");
    assertThat(Instant.parse(session.body().path("expiresAt").asText())).isAfter(Instant.now());
    var me = json(BROWSER.get("/api/auth/me", "cookie", session.cookie()));
    assertThat(me.path("csrf").asText()).isEqualTo(session.csrf()).hasSizeGreaterThan(30);
    assertThat(me.path("role").asText()).isEqualTo("admin");
  }

  @Test
  void theCookieIsNoScriptsAndNoForeignPagesBusiness() {
    assertThat(BROWSER.signIn(false).setCookie())
        .matches("sluice=[\\w.-]+; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void neitherTheCookieNorTheAnswerHoldsTheKey() {
    SignedIn session = BROWSER.signIn(true);
    assertThat(session.setCookie() + session.body()).doesNotContain(RunningGateway.ACCESS_KEY);
  }

  @Test
  void onlyWhatIsToBeRememberedOutlivesTheBrowser() {
    SignedIn session = BROWSER.signIn(true);
    assertThat(session.setCookie()).contains("Max-Age=2592000");
    assertThat(Instant.parse(session.body().path("expiresAt").asText()))
        .isAfter(Instant.now().plusSeconds(29L * 86_400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong-key-of-some-length", "schlüssel", "a\\nb", " "})
  void anyOtherKeyIsRefusedAndSetsNothing(String key) {
    var answer = BROWSER.send("POST", "/api/auth/sign-in", "{\"accessKey\":\"" + key + "\"}");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(answer.body()).doesNotContain("schl").doesNotContain("wrong-key");
    BROWSER.signIn(false);
  }

  @Test
  void aKeyTypedWithSpacesAroundItIsTheKey() {
    String body = "{\"accessKey\":\" " + RunningGateway.ACCESS_KEY + " \"}";
    assertThat(BROWSER.send("POST", "/api/auth/sign-in", body).statusCode()).isEqualTo(200);
  }

  @Test
  void whoeverKeepsGuessingIsSlowedDown() {
    try (var gateway = RunningGateway.with();
        var browser = new Browser(gateway)) {
      HttpResponse<String> answer = browser.get("/api/auth/me");
      for (int i = 0; i <= 20; i++) {
        answer = browser.send("POST", "/api/auth/sign-in", "{\"accessKey\":\"guess-" + i + "\"}");
      }
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(header(answer, "retry-after")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "{},/accessKey",
    "'{\"accessKey\":\"\"}',/accessKey",
    "'{\"accessKey\":1}',/accessKey"
  })
  void whatIsMissingIsNamed(String body, String pointer) {
    var answer = BROWSER.send("POST", "/api/auth/sign-in", body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("errors").path(0).path("pointer").asText()).isEqualTo(pointer);
  }

  @Test
  void aStrangerCannotMakeTheGatewayReadMuch() {
    String body = "{\"accessKey\":\"" + "x".repeat(20_000) + "\"}";
    assertThat(BROWSER.send("POST", "/api/auth/sign-in", body).statusCode()).isEqualTo(413);
  }

  @Test
  void noForeignPageSignsAnyoneIn() {
    String body = "{\"accessKey\":\"" + RunningGateway.ACCESS_KEY + "\"}";
    var answer =
        BROWSER.send("POST", "/api/auth/sign-in", body, "origin", "https://elsewhere.example");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
  }

  @Test
  void whoeverCallsWithAKeyIsToldWhoThatIs() {
    var me = json(BROWSER.get("/api/auth/me", "x-api-key", RunningGateway.ACCESS_KEY));
    assertThat(me.path("name").asText()).isEqualTo("administrator");
    assertThat(me.path("csrf").isNull()).isTrue();
    assertThat(BROWSER.get("/api/auth/me").statusCode()).isEqualTo(401);
  }

  @Test
  void aChangeNeedsTheSessionsToken() {
    SignedIn session = BROWSER.signIn(false);
    assertThat(change(session).statusCode()).isEqualTo(403);
    assertThat(change(session, "x-csrf-token", "").statusCode()).isEqualTo(403);
    String another = BROWSER.signIn(false).csrf();
    assertThat(change(session, "x-csrf-token", another).statusCode()).isEqualTo(403);
    assertThat(change(session, "x-csrf-token", session.csrf()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "sec-fetch-site, cross-site, 403",
    "sec-fetch-site, same-site, 403",
    "sec-fetch-site, none, 403",
    "sec-fetch-site, same-origin, 200",
    "origin, https://elsewhere.example, 403",
    "origin, null, 403",
    "origin, http://127.0.0.1:1, 403",
    "origin, OWN, 200"
  })
  void aChangeComesFromAPageOfTheGatewaysOwnOrigin(String header, String value, int status) {
    SignedIn session = BROWSER.signIn(false);
    String said = value.equals("OWN") ? GATEWAY.baseUrl() : value;
    var answer = change(session, "x-csrf-token", session.csrf(), header, said);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void aCallWithAKeyNeedsNoToken() {
    SignedIn session = BROWSER.signIn(false);
    assertThat(change(session, "x-api-key", RunningGateway.ACCESS_KEY).statusCode()).isEqualTo(200);
    assertThat(change(session, "x-api-key", "unknown-key").statusCode()).isEqualTo(401);
  }

  @Test
  void noInferenceIsPaidForByACookie() {
    SignedIn session = BROWSER.signIn(false);
    var answer =
        BROWSER.send(
            "POST",
            "/v1/messages",
            "{}",
            "cookie",
            session.cookie(),
            "x-csrf-token",
            session.csrf());
    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void whoSignsOutIsOutWhoeverHoldsTheCookie() {
    SignedIn session = BROWSER.signIn(true);
    var forged = BROWSER.send("POST", "/api/auth/sign-out", "", "cookie", session.cookie());
    assertThat(forged.statusCode()).isEqualTo(403);
    var out =
        BROWSER.send(
            "POST",
            "/api/auth/sign-out",
            "",
            "cookie",
            session.cookie(),
            "x-csrf-token",
            session.csrf());
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(header(out, "set-cookie")).startsWith("sluice=; Max-Age=0;").contains("Path=/;");
    assertThat(BROWSER.get("/api/auth/me", "cookie", session.cookie()).statusCode()).isEqualTo(401);
    assertThat(BROWSER.send("POST", "/api/auth/sign-out", "").statusCode()).isEqualTo(204);
  }

  @Test
  void aForgedCookieOpensNothing() {
    String token = BROWSER.signIn(false).cookie();
    String changed = token.substring(0, token.length() - 4) + "AAAA";
    String unsigned =
        "sluice=eyJhbGciOiJub25lIn0.eyJqdGkiOiJ4Iiwic3ViIjoieCIsImlzcyI6InNsdWljZSJ9.";
    for (String cookie : new String[] {changed, unsigned, "sluice=", "sluice=x.y.z"}) {
      var answer = BROWSER.get("/api/channels", "cookie", cookie);
      assertThat(answer.statusCode()).as(cookie).isEqualTo(401);
      assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
    }
  }

  @Test
  void overTlsTheCookieIsForTlsAlone() {
    SignedIn session =
        signIn(Map.of("TRUSTED_PROXIES", "127.0.0.0/8"), "x-forwarded-proto", "https");
    assertThat(session.setCookie())
        .matches("__Host-sluice=[\\w.-]+; Path=/; Secure; HttpOnly; SameSite=Strict");
  }

  @Test
  void onlyATrustedProxyIsBelieved() {
    assertThat(signIn(Map.of(), "x-forwarded-proto", "https").setCookie())
        .startsWith("sluice=")
        .doesNotContain("Secure");
  }

  @ParameterizedTest
  @CsvSource({"true, __Host-sluice=", "false, sluice=", "auto, sluice="})
  void theOperatorHasTheLastWordOnSecureCookies(String value, String begins) {
    SignedIn session = signIn(Map.of("ENABLE_SECURE_COOKIES", value));
    assertThat(session.setCookie()).startsWith(begins);
    assertThat(session.setCookie().contains("; Secure")).isEqualTo(begins.startsWith("__"));
  }

  @Test
  void belowAPathTheCookieIsForThatPathAlone() {
    var environment =
        Map.of("APP_URL", "https://gate.example/sluice", "TRUSTED_PROXIES", "127.0.0.1");
    try (var gateway = RunningGateway.start(JsonNodeFactory.instance.objectNode(), environment);
        var browser = new Browser(gateway)) {
      SignedIn session =
          browser.signIn(false, "x-forwarded-proto", "https", "origin", "https://gate.example");
      assertThat(session.setCookie())
          .matches("__Secure-sluice=[\\w.-]+; Path=/sluice; Secure; HttpOnly; SameSite=Strict");
      var kept =
          browser.get(
              "/sluice/api/channels", "cookie", session.cookie(), "x-forwarded-proto", "https");
      assertThat(kept.statusCode()).isEqualTo(200);
    }
  }

  @Test
  void guessesThroughATrustedProxyAreCountedForWhoGuesses() {
    try (var gateway =
            RunningGateway.start(
                JsonNodeFactory.instance.objectNode(), Map.of("TRUSTED_PROXIES", "127.0.0.1"));
        var browser = new Browser(gateway)) {
      int last = 0;
      for (int i = 0; i <= 20; i++) {
        String body = "{\"accessKey\":\"guess-" + i + "\"}";
        String forged = "10.9.8." + i + ", 203.0.113.7";
        last =
            browser.send("POST", "/api/auth/sign-in", body, "x-forwarded-for", forged).statusCode();
      }
      assertThat(last).isEqualTo(429);
      String body = "{\"accessKey\":\"guess\"}";
      var another =
          browser.send("POST", "/api/auth/sign-in", body, "x-forwarded-for", "203.0.113.8");
      assertThat(another.statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aSessionEndsWithTheAccessKeyThatOpenedIt(@TempDir Path folder) throws Exception {
    var settings =
        Settings.read(
            Map.of("SLUICE_GRACE_MS", "1000"), Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    String cookie;
    Gateway gateway = Gateway.start(settings, List.of(Secret.of("the-key-of-yesterday")), Map.of());
    try (var browser = new Browser("http://127.0.0.1:" + gateway.port())) {
      cookie = browser.signIn("the-key-of-yesterday", false).cookie();
      assertThat(browser.get("/api/auth/me", "cookie", cookie).statusCode()).isEqualTo(200);
    } finally {
      gateway.stop();
    }
    assertThat(status(settings, cookie, "the-key-of-today", "the-key-of-yesterday")).isEqualTo(200);
    assertThat(status(settings, cookie, "the-key-of-today")).isEqualTo(401);
    Path key = folder.resolve("session.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    Files.delete(key);
    assertThat(status(settings, cookie, "the-key-of-yesterday")).isEqualTo(401);
  }

  private static int status(Settings settings, String cookie, String... keys) throws Exception {
    var secrets = Stream.of(keys).map(Secret::of).toList();
    Gateway gateway = Gateway.start(settings, secrets, Map.of());
    try (var browser = new Browser("http://127.0.0.1:" + gateway.port())) {
      return browser.get("/api/auth/me", "cookie", cookie).statusCode();
    } finally {
      gateway.stop();
    }
  }

  @Test
  void aSessionEndsWhenItsTimeIsOver() {
    try (var gateway =
            RunningGateway.start(
                JsonNodeFactory.instance.objectNode(), Map.of("JWT_ACCESS_EXPIRES_IN", "1s"));
        var browser = new Browser(gateway)) {
      String cookie = browser.signIn(false).cookie();
      Waiting.until(
          "the session is over",
          () -> browser.get("/api/auth/me", "cookie", cookie).statusCode() == 401);
    }
  }

  @Test
  void theHolderOfAnIssuedKeySeesWhatIsItsOwnAsLongAsTheKeyCounts() {
    String master = RunningGateway.ACCESS_KEY;
    var issued = json(BROWSER.send("POST", "/api/keys", "{\"name\":\"ann\"}", "x-api-key", master));
    SignedIn session = BROWSER.signIn(issued.path("key").asText(), false);
    assertThat(session.body().path("kind").asText()).isEqualTo("key");
    assertThat(session.body().path("name").asText()).isEqualTo("ann");
    assertThat(session.body().path("role").asText()).isEqualTo("member");
    assertThat(BROWSER.get("/api/me", "cookie", session.cookie()).statusCode()).isEqualTo(200);
    assertThat(BROWSER.get("/api/channels", "cookie", session.cookie()).statusCode())
        .isEqualTo(403);
    String path = "/api/keys/" + issued.path("id").asText();
    BROWSER.send("PATCH", path, "{\"enabled\":false}", "x-api-key", master);
    assertThat(BROWSER.get("/api/me", "cookie", session.cookie()).statusCode()).isEqualTo(401);
  }
}
