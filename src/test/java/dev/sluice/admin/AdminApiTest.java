package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.ApiCaller.Answer;
import dev.sluice.config.ConfigSchema;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdminApiTest {

  private static final String KEY_A = "sk-secret-aaaaaaaaaaaaaaaaaaaa";
  private static final String KEY_B = "sk-secret-bbbbbbbbbbbbbbbbbbbb";

  private static final ScriptedUpstream UPSTREAM = ScriptedUpstream.start();
  private static final RunningGateway GATEWAY = RunningGateway.with();
  private static final ApiCaller API = new ApiCaller(GATEWAY);

  @AfterAll
  static void close() {
    API.close();
    GATEWAY.close();
    UPSTREAM.close();
  }

  @BeforeEach
  void startWithTwoChannels() {
    String document =
        """
        {"channels": [
          {"id": "main", "name": "Main way", "type": "anthropic", "baseUrl": "%s",
           "keys": [{"secret": "%s", "name": "first"}, {"secret": "%s"}],
           "headers": {"set": {"x-team": "sk-secret-header-value-of-some-length"}}},
          {"id": "spare", "type": "openai-chat", "baseUrl": "%s/v1", "keys": [{"secret": "%s"}]}],
         "mappings": [{"from": "sonnet", "to": "claude-sonnet-4-5"}]}
        """
            .formatted(UPSTREAM.baseUrl(), KEY_A, KEY_B, UPSTREAM.baseUrl(), KEY_A);
    assertThat(API.send("PUT", "/api/config", document).status()).isEqualTo(200);
  }

  private static List<String> ids(JsonNode page) {
    var ids = new ArrayList<String>();
    page.path("items").forEach(item -> ids.add(item.path("id").asText()));
    return ids;
  }

  private static String pointers(Answer answer) {
    return answer.json().path("errors").findValuesAsText("pointer").toString();
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  void withoutAKeyOnlyWhatIsForEveryoneIsAnswered(Operation operation) {
    String path = operation.path().replace("{file}", "scalar.js").replaceAll("\\{[a-z]+}", "1");
    for (String each : List.of(path, path.replaceFirst("^/api/", "/api/v1/"))) {
      HttpRequest request =
          HttpRequest.newBuilder(API.uri(each))
              .method(operation.method().name(), HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      int status = API.raw(request).statusCode();
      if (operation.access() != Access.EVERYONE) {
        assertThat(status).isEqualTo(401);
      } else {
        assertThat(status).isNotIn(401, 403, 500);
      }
    }
  }

  @Test
  void whatIsNotInTheTableIsDeniedBeforeItIsMissed() {
    HttpRequest request = HttpRequest.newBuilder(API.uri("/api/nothing")).build();
    assertThat(API.raw(request).statusCode()).isEqualTo(401);
  }

  @Test
  void channelsComeInPages() {
    Answer first = API.get("/api/channels?limit=1");
    assertThat(ids(first.json())).containsExactly("main");
    Answer second = API.get("/api/channels?limit=1&cursor=" + first.json().path("next").asText());
    assertThat(ids(second.json())).containsExactly("spare");
    assertThat(second.json().path("next").isNull()).isTrue();
    assertThat(API.get("/api/v1/channels").json()).isEqualTo(API.get("/api/channels").json());
  }

  @Test
  void aNewChannelHoldsWhenItIsAnswered() {
    Answer added =
        API.send(
            "POST",
            "/api/channels",
            """
            {"type": "gemini", "name": "Third", "baseUrl": "https://g.example",
             "keys": [{"secret": "sk-secret-cccccccccccccccc"}]}
            """);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.json().path("id").asText()).isEqualTo("third");
    assertThat(GATEWAY.gateway().routes().now().channel("third")).isPresent();
    assertThat(added.header("etag"))
        .isEqualTo("\"" + GATEWAY.gateway().routes().now().revision() + "\"");
    assertThat(API.send("DELETE", "/api/channels/third", "").status()).isEqualTo(204);
    assertThat(GATEWAY.gateway().routes().now().channel("third")).isEmpty();
  }

  @Test
  void aCheckTellsWhatWouldChangeAndChangesNothing() {
    Answer before = API.get("/api/config");
    ObjectNode next = before.json().deepCopy();
    next.put("strategy", "random");
    Answer checked = API.send("POST", "/api/config/check", next.toString());
    assertThat(checked.json().path("items").toString())
        .isEqualTo("[{\"pointer\":\"/strategy\",\"new\":\"random\"}]");
    assertThat(checked.json().path("lines").toString()).contains("+   \\\"strategy\\\"");
    assertThat(checked.header("etag")).isEqualTo(before.header("etag"));
    assertThat(API.get("/api/config").json()).isEqualTo(before.json());
    next.put("strategi", 1);
    assertThat(pointers(API.send("POST", "/api/config/check", next.toString())))
        .isEqualTo("[/strategi]");
    Answer stale = API.send("POST", "/api/config/check", "{}", "if-match", "\"999999\"");
    assertThat(stale.status()).isEqualTo(412);
  }

  @Test
  void maskedSecretsStandForThoseThatAreThereAndForNoOthers() {
    ObjectNode document = API.get("/api/config").json().deepCopy();
    Answer same = API.send("PUT", "/api/config", document.toString());
    assertThat(same.status()).isEqualTo(200);
    ObjectNode spare = (ObjectNode) document.at("/channels/1");
    spare.withArray("/keys").addObject().put("secret", "sk-secr****zzzz");
    spare.putObject("headers").putObject("set").put("x-a", "sk-secr****gth");
    spare.putObject("proxy").put("url", "http://****@proxy.example:1");
    assertThat(pointers(API.send("PUT", "/api/config", document.toString())))
        .isEqualTo(
            "[/channels/1/keys/1/secret, /channels/1/headers/set/x-a, /channels/1/proxy/url]");
  }

  @Test
  void keysThatLookTheSameMaskedKeepTheirPlaces() {
    API.send(
        "PUT",
        "/api/config",
        """
        {"channels": [{"name": "Twins", "type": "gemini", "baseUrl": "http://127.0.0.1:1",
          "keys": [{"secret": "sk-secret-1-same-end"}, {"secret": "sk-secret-2-same-end"}]}]}
        """);
    ObjectNode document = API.get("/api/config").json().deepCopy();
    document.withObject("/channels/0").put("weight", 2);
    assertThat(API.send("PUT", "/api/config", document.toString()).status()).isEqualTo(200);
    assertThat(ids(API.get("/api/channels").json())).containsExactly("twins");
  }

  @Test
  void aValueIsSetByItsPointerAndSaidInTheHistory() {
    Answer set =
        API.send("PUT", "/api/config/value", "{\"pointer\":\"/retry/maxAttempts\",\"value\":3}");
    assertThat(set.json().at("/retry/maxAttempts").asInt()).isEqualTo(3);
    assertThat(API.get("/api/config/revisions?limit=1").json().at("/items/0/summary").asText())
        .isEqualTo("set /retry/maxAttempts");
    assertThat(
            pointers(
                API.send(
                    "PUT",
                    "/api/config/value",
                    "{\"pointer\":\"/retry/maxAttempts\",\"value\":0}")))
        .isEqualTo("[/retry/maxAttempts]");
    String summed = "/api/config?summary=what%20I%20did";
    assertThat(API.send("PUT", summed, "{}").status()).isEqualTo(200);
    assertThat(API.get("/api/config/revisions?limit=1").json().at("/items/0/summary").asText())
        .isEqualTo("what I did");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/stats/logs?status=9xx&since=yesterday | [{"parameter":"status","detail":"\\"9xx\\" (expected: 5xx or 429)"},{"parameter":"since","detail":"\\"yesterday\\" (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)"}]
          /api/stats/logs?until=x | [{"parameter":"until","detail":"\\"x\\" (expected: 30m, 24h, 7d or 2026-01-31T12:00:00Z)"}]
          /api/stats/logs?limit=0 | [{"parameter":"limit","detail":"\\"0\\" (expected: 1 to 500)"}]
          /api/stats/logs?cursor=x | [{"parameter":"cursor","detail":"is none that a page gave as \\"next\\""}]
          /api/stats/logs?statuz=5xx | [{"parameter":"statuz","detail":"is unknown; did you mean status?"}]
          /api/stats/timeseries?bucket=minute&since=24h | [{"parameter":"bucket","detail":"minute is for six hours at most (expected: hour or day)"}]
          /api/stats/logs/req_x?a=1 | [{"parameter":"a","detail":"unknown (expected: no parameter)"}]
          /api/events?a=1 | [{"parameter":"a","detail":"unknown (expected: no parameter)"}]
          /api/channels?limit=0 | [{"parameter":"limit","detail":"must have a minimum value of 1"}]
          /api/channels?limit=x | [{"parameter":"limit","detail":"string found, integer expected"}]
          /api/channels?a=1 | [{"parameter":"a","detail":"unknown (known: limit, cursor)"}]
          /api/config/revisions?limit=1001 | [{"parameter":"limit","detail":"must have a maximum value of 1000"}]
          /api/config/revisions/x | [{"parameter":"n","detail":"string found, integer expected"}]
          /api/config/diff?old=1&new=x | [{"parameter":"new","detail":"string found, integer expected"}]
          /api/config?a=1 | [{"parameter":"a","detail":"unknown (expected: no parameter)"}]
          """)
  void everyWrongParameterIsNamed(String path, String errors) {
    Answer answer = API.get(path);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("errors").toString()).isEqualTo(errors);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST | /api/channels | {"type": "codex", "baseUrl": "http://h", "keys": []} | /type | "codex" is not built yet
          POST | /api/channels | {"type": "gemini", "baseUrl": "http://h", "hedge": {}} | /hedge | not built yet (expected: absent)
          PATCH | /api/channels/main | {"rules": {}} | /rules | not built yet (expected: absent)
          PUT | /api/strategy | {"strategy": "economic"} | /strategy | "economic" is not built yet
          PUT | /api/config | {"logHeaders": []} | /logHeaders | not built yet (expected: absent)
          PUT | /api/config/value | {"pointer": "/channels/0/type", "value": "kiro"} | /channels/0/type | "kiro" is not built yet (expected: anthropic, openai-chat, openai-responses or gemini)
          """)
  void whatIsPromisedIsRefusedAsNotBuilt(
      String method, String path, String body, String pointer, String detail) {
    Answer answer = API.send(method, path, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asText()).isEqualTo(detail);
  }

  @Test
  void revisionsAreCompared() {
    long now = Long.parseLong(API.get("/api/config").header("etag").replace("\"", ""));
    API.send("PUT", "/api/strategy", "{\"strategy\": \"random\"}");
    Answer diff = API.get("/api/config/diff?old=" + now);
    assertThat(diff.json().at("/items/0/pointer").asText()).isEqualTo("/strategy");
    assertThat(API.get("/api/config/diff?old=" + now + "&new=" + (now + 1)).json())
        .isEqualTo(diff.json());
    assertThat(API.get("/api/config/diff").json().path("errors").toString())
        .isEqualTo("[{\"parameter\":\"old\",\"detail\":\"missing\"}]");
    assertThat(API.get("/api/config/diff?old=999999").status()).isEqualTo(404);
  }

  @Test
  void aStaleWriterIsToldTheRevisionThatHolds() {
    String etag = API.get("/api/config").header("etag");
    String body = "{\"strategy\": \"random\"}";
    Answer taken = API.send("PUT", "/api/strategy", body, "if-match", etag);
    assertThat(taken.status()).isEqualTo(200);
    Answer stale =
        API.send(
            "PATCH", "/api/channels/main", "{\"weight\": 3}", "if-match", etag.replace("\"", ""));
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.header("etag")).isEqualTo(taken.header("etag"));
    assertThat(API.get("/api/channels/main").json().path("weight").asInt()).isEqualTo(1);
    assertThat(
            API.send(
                    "PATCH",
                    "/api/channels/main",
                    "{\"weight\": 3}",
                    "if-match",
                    taken.header("etag").replace("\"", ""))
                .status())
        .isEqualTo(200);
  }

  @Test
  void whatIsLeftOutLeavesTheKeysAlone() {
    String body =
        "{\"type\":\"anthropic\",\"baseUrl\":\"" + UPSTREAM.baseUrl() + "\",\"priority\":4}";
    Answer replaced = API.send("PUT", "/api/channels/main", body);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.json().path("keys")).hasSize(2);
    assertThat(replaced.json().path("priority").asInt()).isEqualTo(4);
  }

  @Test
  void anAnswerPutBackChangesNothing() {
    Answer shown = API.get("/api/channels/main");
    Answer back = API.send("PUT", "/api/channels/main", shown.json().toString());
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json()).isEqualTo(shown.json());
    var config = GATEWAY.gateway().routes().now().channel("main").orElseThrow().config();
    assertThat(config.keys().getFirst().secret().matches(KEY_A)).isTrue();
    assertThat(config.headers().set().get("x-team"))
        .isEqualTo("sk-secret-header-value-of-some-length");
  }

  @Test
  void theWholeDocumentPutBackKeepsItsSecrets() {
    Answer shown = API.get("/api/config");
    Answer back = API.send("PUT", "/api/config", shown.json().toString());
    assertThat(back.header("etag")).isEqualTo(shown.header("etag"));
    var foreign = shown.json().toString().replace("\"id\":\"main\"", "\"id\":\"other\"");
    Answer refused = API.send("PUT", "/api/config", foreign);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pointers(refused)).contains("/channels/0/keys/0/secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"weight\":0}|/weight",
        "{\"colour\":1}|",
        "{\"keys\":[{\"id\":\"nothing\"}]}|/keys/0/id",
        "{\"baseUrl\":\"ftp://x\"}|/baseUrl",
        "{\"type\":\"nothing\"}|/type",
        "{\"id\":\"else\"}|/id",
        "{\"timeouts\":{\"idleMs\":0}}|/timeouts/idleMs"
      })
  void everyBadMemberIsNamed(String patch, String pointer) {
    Answer refused = API.send("PATCH", "/api/channels/main", patch);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(pointers(refused)).contains(pointer == null ? "" : pointer);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer refused =
        API.send("POST", "/api/channels", "{\"type\":\"x\",\"weight\":0,\"http3\":true}");
    assertThat(pointers(refused)).contains("/type", "/weight", "/http3", "/baseUrl");
    assertThat(API.get("/api/channels?limit=0&colour=red").json().path("errors")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", "{\"strategy\":1,\"strategy\":2}", "1", "\u0000", "null"})
  void whatIsNoObjectIsABadRequest(String body) {
    assertThat(API.send("PUT", "/api/strategy", body).status()).isEqualTo(400);
  }

  @Test
  void onlyJsonIsTaken() {
    HttpRequest request =
        HttpRequest.newBuilder(API.uri("/api/strategy"))
            .header("x-api-key", RunningGateway.ACCESS_KEY)
            .header("content-type", "text/plain")
            .PUT(HttpRequest.BodyPublishers.ofString("{\"strategy\":\"random\"}"))
            .build();
    var answer = ApiCaller.checked(Operation.SET_STRATEGY, API.raw(request));
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void aKeyIsAddedChangedAndRemoved() {
    Answer added =
        API.send(
            "POST", "/api/channels/main/keys", "{\"secret\":\"sk-secret-dddddddddddddddddddd\"}");
    assertThat(added.status()).isEqualTo(201);
    String path = "/api/channels/main/keys/" + added.json().path("id").asText();
    Answer named = API.send("PATCH", path, "{\"name\":\"third\",\"enabled\":false}");
    assertThat(named.json().path("state").asText()).isEqualTo("disabled");
    assertThat(API.get("/api/channels/main/keys").json().path("items")).hasSize(3);
    assertThat(API.send("DELETE", "/api/channels/main/keys/third", "").status()).isEqualTo(204);
    assertThat(API.send("DELETE", path, "").status()).isEqualTo(404);
  }

  @Test
  void aChannelIsSwitchedAndMoved() {
    Answer off = API.send("PUT", "/api/channels/main/deactivate", "");
    assertThat(off.json().path("state").asText()).isEqualTo("disabled");
    Answer on = API.send("PUT", "/api/channels/Main%20way/activate", "");
    assertThat(on.json().path("enabled").asBoolean()).isTrue();
    Answer order = API.send("PUT", "/api/channels/order", "{\"ids\":[\"spare\"]}");
    assertThat(ids(order.json())).containsExactly("spare", "main");
    assertThat(order.header("x-sluice-changed")).contains("spare");
  }

  @Test
  void aMappingIsAddedReplacedAndRemoved() {
    Answer added =
        API.send("POST", "/api/mappings", "{\"from\":\"opus\",\"to\":\"o\",\"channel\":\"main\"}");
    String path = "/api/mappings/" + added.json().path("id").asText();
    Answer replaced =
        API.send("PUT", path, "{\"from\":\"opus\",\"to\":\"p\",\"channel\":\"main\"}");
    assertThat(replaced.json().path("to").asText()).isEqualTo("p");
    assertThat(API.send("POST", "/api/mappings", "{\"from\":\"a\",\"to\":\"b\",\"channel\":\"x\"}"))
        .satisfies(refused -> assertThat(pointers(refused)).contains("/channel"));
    assertThat(API.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(API.get("/api/mappings").json().path("items")).hasSize(1);
  }

  @Test
  void theNewestRevisionComesFirstAndPagesLeadToTheOldest() {
    API.send("PUT", "/api/strategy", "{\"strategy\":\"random\"}");
    Answer set = API.send("PUT", "/api/strategy", "{\"strategy\":\"failover\"}");
    Answer first = API.get("/api/config/revisions?limit=1");
    long newest = first.json().at("/items/0/revision").asLong();
    assertThat(set.header("etag")).isEqualTo("\"" + newest + "\"");
    Answer second =
        API.get("/api/config/revisions?limit=1&cursor=" + first.json().path("next").asText());
    assertThat(second.json().at("/items/0/revision").asLong()).isEqualTo(newest - 1);
  }

  @Test
  void aRevisionIsShownMaskedAndRolledBackTo() {
    JsonNode before = API.get("/api/config").json();
    String revision = API.get("/api/config").header("etag").replace("\"", "");
    Answer removed = API.send("DELETE", "/api/channels/spare", "");
    Answer kept = API.get("/api/config/revisions/" + revision);
    assertThat(kept.json().path("document")).isEqualTo(before);
    String body = "{\"revision\":" + revision + "}";
    Answer stale = API.send("POST", "/api/config/rollback", body, "if-match", revision);
    assertThat(stale.status()).isEqualTo(412);
    Answer back =
        API.send("POST", "/api/config/rollback", body, "if-match", removed.header("etag"));
    assertThat(back.json()).isEqualTo(before);
    var spare = GATEWAY.gateway().routes().now().channel("spare").orElseThrow();
    assertThat(spare.config().keys().getFirst().secret().matches(KEY_A)).isTrue();
  }

  @Test
  void aRevisionThatIsNotKeptIsMissed() {
    assertThat(API.get("/api/config/revisions/999999").status()).isEqualTo(404);
    String body = "{\"revision\":99999999999999999999}";
    assertThat(API.send("POST", "/api/config/rollback", body).status()).isEqualTo(404);
  }

  @Test
  void theSchemaIsTheDocuments() {
    assertThat(API.get("/api/config/schema").response().body()).isEqualTo(ConfigSchema.text());
  }

  @Test
  void aTestAsksWithEveryKey() {
    UPSTREAM.answersKey(KEY_A, Answers.anthropicWhole("hi"));
    UPSTREAM.answersKey(KEY_B, Answers.keyRejected());
    Answer tested = API.send("POST", "/api/channels/main/test?model=claude-x", "");
    assertThat(tested.json().path("ok").asBoolean()).isFalse();
    assertThat(tested.json().path("items").findValuesAsText("verdict"))
        .containsExactly("succeeded", "key_rejected");
    Answer unsaved =
        API.send(
            "POST",
            "/api/channels/test",
            "{\"type\":\"anthropic\",\"baseUrl\":\"http://127.0.0.1:1\",\"keys\":[{\"secret\":\"s\"}]}");
    assertThat(unsaved.json().path("items").findValuesAsText("verdict"))
        .containsExactly("not_sent");
  }

  @Test
  void aPingAsksEveryChannel() {
    Answer all = API.get("/api/ping");
    assertThat(all.json().path("items").findValuesAsText("channel"))
        .containsExactly("main", "spare");
    assertThat(API.get("/api/ping/main").json().path("alive").asBoolean()).isTrue();
    assertThat(API.get("/api/ping/nothing").status()).isEqualTo(404);
  }

  @Test
  void aKeyThatIsResetIsReady() {
    String key = API.get("/api/channels/main/keys").json().path("items").get(0).path("id").asText();
    Answer reset = API.send("POST", "/api/channels/main/keys/" + key + "/reset", "");
    assertThat(reset.json().path("state").asText()).isEqualTo("ready");
  }

  @Test
  void anotherMethodIsToldWhichToUse() {
    HttpRequest request =
        HttpRequest.newBuilder(API.uri("/api/strategy"))
            .header("x-api-key", RunningGateway.ACCESS_KEY)
            .DELETE()
            .build();
    var answer = API.raw(request);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).contains("GET, PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/docs",
        "/api/docs/swagger-ui.css",
        "/api/docs/swagger-ui-bundle.js",
        "/api/docs/swagger-start.js",
        "/api/scalar",
        "/api/scalar/scalar.js",
        "/api/scalar/scalar-start.js",
        "/api/openapi.json"
      })
  void theDocumentationComesFromTheJar(String path) {
    Answer answer = API.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("content-security-policy")).doesNotContain("http");
    assertThat(answer.header("access-control-allow-origin")).isEmpty();
  }

  @Test
  void aFileOfNeitherPageIsNotFound() {
    assertThat(API.get("/api/docs/scalar.js").status()).isEqualTo(404);
    assertThat(API.call(Operation.DOCS_FILE, "/api/docs/..%2fapi", "").status()).isEqualTo(404);
  }

  @Test
  void theDoctorAnswersAsTheDocumentSays() {
    UPSTREAM.answers(Answers.anthropicWhole("hi"));
    Answer found =
        API.send(
            "POST", "/api/doctor", "{\"slots\": [{\"slot\": \"main\", \"model\": \"sonnet\"}]}");
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().findValuesAsText("group"))
        .contains("configuration", "keys and files", "channel main", "channel spare");
    assertThat(found.json().findValuesAsText("seen"))
        .contains("sonnet → main as claude-sonnet-4-5, then spare as claude-sonnet-4-5");
    assertThat(API.send("POST", "/api/doctor", "{}").json().findValuesAsText("check"))
        .contains("slot opus", "slot sonnet", "slot haiku");
    assertThat(pointers(API.send("POST", "/api/doctor", "{\"slots\": [{\"slot\": \"x\"}]}")))
        .contains("/slots/0/model");
  }

  @Test
  void timedEventsSayWhenTheyWereSent() {
    Answer stream = API.get("/api/doctor/stream?events=3&everyMs=20&commentsMs=5");
    assertThat(stream.status()).isEqualTo(200);
    assertThat(stream.header("x-accel-buffering")).isEqualTo("no");
    assertThat(stream.response().body())
        .contains("\"n\":1,\"of\":3", "\"n\":2", ": still here", "\"n\":3")
        .doesNotContain("\"n\":4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"events=0", "events=101", "everyMs=1", "commentsMs=-1", "events=x", "silent=1"})
  void aStreamOfTimedEventsRefusesWhatTheDocumentDoesNotHave(String query) {
    assertThat(API.get("/api/doctor/stream?" + query).status()).isEqualTo(400);
  }

  @Test
  void aStreamOfTimedEventsLastsTenMinutesAtMost() {
    Answer refused = API.get("/api/doctor/stream?events=2&everyMs=600000");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").asText()).contains("everyMs", "10 minutes");
  }
}
