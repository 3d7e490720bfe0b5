package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.admin.ApiCaller.Answer;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys, people and the audit trail over the admin API; each answer is held to the document. */
final class IssuedKeysApiTest {

  private final RunningGateway gateway = RunningGateway.with();
  private final ApiCaller api = new ApiCaller(gateway);
  private final IssuingCaller holder = new IssuingCaller(gateway);

  @AfterEach
  void close() {
    api.close();
    gateway.close();
  }

  private JsonNode issue(String terms) {
    Answer answer = api.send("POST", "/api/keys", terms);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private String asked(String key, String method, String path) {
    var response = holder.ask(key, method, path, method.equals("GET") ? "" : "{}");
    return response.statusCode() + " " + response.body();
  }

  @Test
  void aKeyIsShownWholeOnceAndByItsPrefixEverAfter() {
    JsonNode made =
        issue(
            "{\"name\":\"alice\",\"note\":\"laptop\",\"tags\":[\"team-a\"],\"expiresAt\":\"30d\","
                + "\"budgets\":{\"day\":\"1\",\"month\":20.5},\"rpm\":60,\"models\":[\"claude-*\"]}");
    String text = made.path("key").asText();
    assertThat(text).matches("sk-slu-[A-Za-z0-9_-]{43,}");
    assertThat(made.path("budgets").path("day").asText()).isEqualTo("1.00");
    assertThat(made.path("budgets").path("month").asText()).isEqualTo("20.50");
    assertThat(text).startsWith(made.path("prefix").asText());
    for (String path : List.of("/api/keys", "/api/keys/alice", "/api/audit")) {
      assertThat(api.get(path).response().body()).contains("alice").doesNotContain(text);
    }
  }

  @Test
  void aPatchChangesWhatItNamesAndNullTakesAway() {
    issue("{\"name\":\"alice\",\"rpm\":60,\"budgets\":{\"day\":\"1\"}}");
    Answer patched =
        api.send(
            "PATCH",
            "/api/keys/alice",
            "{\"rpm\":null,\"budgets\":{\"week\":\"5\"},\"note\":\"n\"}");
    assertThat(patched.json().path("rpm").isNull()).isTrue();
    assertThat(patched.json().path("budgets").toString())
        .isEqualTo("{\"day\":\"1.00\",\"week\":\"5.00\"}");
  }

  @Test
  void whatIsWrongIsNamedWithItsFix() {
    issue("{\"name\":\"alice\"}");
    Answer refused =
        api.send(
            "POST",
            "/api/keys",
            "{\"name\":\"bob\",\"expiresAt\":\"soon\",\"addresses\":[\"10.0.0.0/99\"],"
                + "\"budgets\":{\"day\":\"-1\"}}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder("/expiresAt", "/addresses/0", "/budgets/day");
    Answer taken = api.send("POST", "/api/keys", "{\"name\":\"alice\",\"user\":\"nobody\"}");
    assertThat(taken.json().path("errors").findValuesAsText("detail"))
        .containsExactly(
            "\"alice\" is taken (expected: another name)",
            "no user \"nobody\" (sluice user list shows all)");
    Answer unknown = api.get("/api/keys/alicf");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.json().path("detail").asText())
        .isEqualTo("no key \"alicf\"; did you mean alice? (sluice apikey list shows all)");
  }

  @Test
  void aKeyIsRevealedOnlyWhereThatWasChosenAndItIsNoted() {
    String text = issue("{\"name\":\"shown\",\"revealable\":true}").path("key").asText();
    issue("{\"name\":\"hidden\"}");
    Answer revealed = api.get("/api/keys/shown/secret");
    assertThat(revealed.json().path("key").asText()).isEqualTo(text);
    assertThat(revealed.header("cache-control")).isEqualTo("no-store");
    assertThat(api.get("/api/keys/hidden/secret").status()).isEqualTo(404);
    assertThat(api.get("/api/audit").json().path("items").path(0).path("action").asText())
        .isEqualTo("reveal key");
    api.send("PATCH", "/api/keys/shown", "{\"revealable\":false}");
    assertThat(api.get("/api/keys/shown/secret").status()).isEqualTo(404);
  }

  @Test
  void aRemovedKeyIsUnknownFromThenOn() {
    String text = issue("{\"name\":\"alice\"}").path("key").asText();
    assertThat(asked(text, "GET", "/api/me")).startsWith("200");
    assertThat(api.send("DELETE", "/api/keys/alice", "").status()).isEqualTo(204);
    assertThat(asked(text, "GET", "/api/me")).startsWith("401").contains("does not accept");
  }

  @Test
  void aPersonIsKeptAsLongAsThereAreKeys() {
    Answer ann = api.send("POST", "/api/users", "{\"name\":\"ann\",\"budgets\":{\"day\":\"2\"}}");
    assertThat(ann.status()).isEqualTo(201);
    assertThat(ann.json().path("role").asText()).isEqualTo("member");
    issue("{\"name\":\"alice\",\"user\":\"ann\"}");
    Answer refused = api.send("DELETE", "/api/users/ann", "");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.response().body()).contains("has keys: alice");
    assertThat(
            api.send("PATCH", "/api/users/ann", "{\"role\":\"admin\"}")
                .json()
                .path("role")
                .asText())
        .isEqualTo("admin");
    assertThat(api.get("/api/users/ann").json().path("keys")).hasSize(1);
    api.send("DELETE", "/api/keys/alice", "");
    assertThat(api.send("DELETE", "/api/users/ann", "").status()).isEqualTo(204);
    assertThat(api.get("/api/users").json().path("items")).isEmpty();
  }

  @Test
  void theKeysOfADisabledPersonAreToldSo() {
    api.send("POST", "/api/users", "{\"name\":\"ann\"}");
    String text = issue("{\"name\":\"alice\",\"user\":\"ann\"}").path("key").asText();
    api.send("PATCH", "/api/users/ann", "{\"enabled\":false}");
    assertThat(asked(text, "GET", "/api/me"))
        .startsWith("401")
        .contains("The person that this key belongs to is disabled");
  }

  @Test
  void theHolderOfAKeySeesItsOwnAndNothingElse() {
    api.send("POST", "/api/users", "{\"name\":\"ann\"}");
    String text = issue("{\"name\":\"one\",\"user\":\"ann\"}").path("key").asText();
    issue("{\"name\":\"two\",\"user\":\"ann\"}");
    issue("{\"name\":\"other\"}");
    String me = asked(text, "GET", "/api/me");
    assertThat(me).startsWith("200").contains("\"kind\":\"key\"").contains("\"name\":\"ann\"");
    assertThat(asked(text, "GET", "/api/keys"))
        .contains("\"name\":\"one\"")
        .contains("\"name\":\"two\"")
        .doesNotContain("other");
    assertThat(asked(text, "GET", "/api/keys/two")).startsWith("200");
    assertThat(asked(text, "GET", "/api/keys/other")).startsWith("404");
    assertThat(api.get("/api/me").json().path("kind").asText()).isEqualTo("access-key");
  }

  @Test
  void everyAdministrativeActionIsInTheTrailWhichHoldsTogether() {
    issue("{\"name\":\"alice\"}");
    api.send("PUT", "/api/strategy", "{\"strategy\":\"random\"}");
    api.send("DELETE", "/api/keys/alice", "");
    JsonNode page = api.get("/api/audit?limit=2").json();
    assertThat(page.path("items").findValuesAsText("action"))
        .containsExactly("remove key", "setStrategy");
    JsonNode rest = api.get("/api/audit?cursor=" + page.path("next").asText()).json();
    assertThat(rest.path("items").findValuesAsText("action")).containsExactly("issue key");
    assertThat(rest.path("next").isNull()).isTrue();
    JsonNode newest = page.path("items").path(0);
    JsonNode before = page.path("items").path(1);
    assertThat(newest.path("previous").asText()).isEqualTo(before.path("hash").asText());
    assertThat(newest.path("intact").asBoolean()).isTrue();
    assertThat(newest.path("author").asText()).startsWith("api:access-key:");
    assertThat(before.path("detail").asText()).contains("random");
    assertThat(page.path("chain").toString())
        .isEqualTo("{\"entries\":3,\"intact\":true,\"brokenAt\":null}");
    assertThat(rest.has("chain")).isFalse();
  }

  @Test
  void whatIsDoneToPricesIsInTheTrailAndAPreviewIsNot() {
    api.send("PUT", "/api/prices", "{\"items\":[{\"model\":\"m\",\"input\":3,\"output\":15}]}");
    String list =
        "{\"list\":{\"m2\":{\"input_cost_per_token\":1e-6,\"output_cost_per_token\":2e-6,"
            + "\"mode\":\"chat\"}},\"apply\":";
    api.send("POST", "/api/prices/sync", list + "false}");
    api.send("POST", "/api/prices/sync", list + "true}");
    api.send("POST", "/api/prices/recompute", "{\"apply\":true}");
    api.send("PUT", "/api/prices", "{\"remove\":[\"m\"]}");
    JsonNode items = api.get("/api/audit").json().path("items");
    assertThat(items.findValuesAsText("action"))
        .containsExactly("set prices", "recompute costs", "sync prices", "set prices");
    assertThat(items.findValuesAsText("detail"))
        .containsExactly("m removed", "0 attempts of 0", "1 new, 0 changed", "m 3/15");
  }

  @Test
  void whatIsDoneToTheFileIsInTheTrailOnceTheGatewayHoldsIt() throws IOException {
    Path file = gateway.folder().resolve("config.json");
    Files.writeString(file, "{\"strategy\":\"random\",\"channels\":[]}");
    Waiting.until("it is noted", () -> api.get("/api/audit").json().path("items").size() == 1);
    JsonNode noted = api.get("/api/audit").json().at("/items/0");
    assertThat(noted.path("action").asText()).isEqualTo("change configuration");
    assertThat(noted.path("author").asText()).isEqualTo("file");
    assertThat(noted.path("target").asText()).startsWith("revision ");
  }
}
