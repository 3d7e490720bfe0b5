package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member sees of the books what is its own, however it asks. */
final class OwnBooksTest {

  private static final String BODY = "{\"model\":\"claude-sonnet-4-5\",\"messages\":[]}";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway =
      RunningGateway.with(
          without(RunningGateway.channel("unasked", upstream, "sk-ant-upstream-key-0002")),
          RunningGateway.channel("main", upstream, "sk-ant-upstream-key-0001"));
  private final IssuingCaller people = new IssuingCaller(gateway);
  private String laptop = "";
  private String phone = "";
  private String lone = "";
  private String boss = "";

  private static ObjectNode without(ObjectNode channel) {
    channel.withArray("keys").forEach(key -> ((ObjectNode) key).put("enabled", false));
    return channel;
  }

  @BeforeEach
  void spend() {
    upstream.answers(Answers.anthropicWhole("hi"));
    people.done("POST", "/api/users", "{\"name\":\"ann\"}");
    people.done("POST", "/api/users", "{\"name\":\"bob\",\"role\":\"admin\"}");
    laptop = people.key("{\"name\":\"laptop\",\"user\":\"ann\"}");
    phone = people.key("{\"name\":\"phone\",\"user\":\"ann\"}");
    lone = people.key("{\"name\":\"lone\"}");
    boss = people.key("{\"name\":\"boss\",\"user\":\"bob\"}");
    for (String key : List.of(laptop, phone, lone, boss, RunningGateway.ACCESS_KEY)) {
      try (var caller =
          RawCaller.connect(gateway.port())
              .post(
                  "/v1/messages",
                  BODY,
                  "authorization: Bearer " + key,
                  "x-claude-code-session-id: s-" + key.hashCode())) {
        assertThat(caller.wholeAnswer().status()).isEqualTo(200);
      }
    }
    Waiting.until(
        "all are booked",
        () -> people.done("GET", "/api/stats/logs", "").path("items").size() == 5);
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  private JsonNode get(String key, String path) {
    var answer = people.ask(key, "GET", path, "");
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    try {
      return JsonMapper.builder().build().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int status(String key, String path) {
    return people.ask(key, "GET", path, "").statusCode();
  }

  private String id(String name) {
    return people.done("GET", "/api/keys/" + name, "").path("id").asText();
  }

  @Test
  void aPersonsKeyAddsUpWhatAllKeysOfThePersonUsed() {
    assertThat(get(laptop, "/api/stats?by=key").path("items").findValuesAsText("key"))
        .containsExactlyInAnyOrder(id("laptop"), id("phone"));
    assertThat(get(laptop, "/api/stats").at("/total/requests").asInt()).isEqualTo(2);
    assertThat(get(laptop, "/api/stats/timeseries").at("/items/0/requests").asInt()).isEqualTo(2);
    assertThat(get(laptop, "/api/stats/latency").path("requests").asInt()).isEqualTo(2);
    assertThat(get(laptop, "/api/stats/leaderboard?by=key").path("items")).hasSize(2);
    assertThat(get(laptop, "/api/stats/logs").path("items")).hasSize(2);
  }

  @Test
  void aKeyOfNobodySeesItsOwnAlone() {
    assertThat(get(lone, "/api/stats?by=key").path("items").findValuesAsText("key"))
        .containsExactly(id("lone"));
    assertThat(get(lone, "/api/stats/logs").path("items")).hasSize(1);
  }

  @Test
  void conversationsAreThoseOfTheKeyItself() {
    assertThat(get(laptop, "/api/sessions").path("items").findValuesAsText("session"))
        .containsExactly("s-" + laptop.hashCode());
    assertThat(get(laptop, "/api/stats?by=session").path("items").findValuesAsText("session"))
        .containsExactly("s-" + laptop.hashCode());
    String others = "/api/stats?by=key&session=s-" + lone.hashCode();
    assertThat(get(laptop, others).at("/total/requests").asInt()).isZero();
  }

  @Test
  void whoeverNamesSomebodyElseIsRefusedOrSeesNothing() {
    String other = id("lone");
    String user = people.done("GET", "/api/users/bob", "").path("id").asText();
    for (String path : List.of("/api/stats", "/api/stats/logs", "/api/stats/export")) {
      assertThat(status(laptop, path + "?user=" + user)).as(path).isEqualTo(403);
      assertThat(status(lone, path + "?key=" + id("laptop"))).as(path).isEqualTo(403);
    }
    assertThat(status(laptop, "/api/sessions?key=" + other)).isEqualTo(403);
    assertThat(get(laptop, "/api/stats/logs?key=" + other).path("items")).isEmpty();
    assertThat(get(laptop, "/api/stats?key=" + other).at("/total/requests").asInt()).isZero();
  }

  @Test
  void anotherOnesRequestIsNotThereAndTheOwnShowsNoKeyOfAnUpstream() {
    String own = "";
    String others = "";
    for (JsonNode each : people.done("GET", "/api/stats/logs", "").path("items")) {
      String name = each.at("/caller/name").asText();
      own = name.equals("laptop") ? each.path("id").asText() : own;
      others = name.equals("lone") ? each.path("id").asText() : others;
    }
    assertThat(status(laptop, "/api/stats/logs/" + others)).isEqualTo(404);
    assertThat(status(phone, "/api/stats/logs/" + own)).isEqualTo(200);
    for (String path : List.of("/api/stats/logs/" + own, "/api/stats/logs", "/api/stats/export")) {
      assertThat(people.ask(laptop, "GET", path, "").body()).doesNotContain("****0001");
    }
    assertThat(people.ask(boss, "GET", "/api/stats/logs/" + own, "").body()).contains("****0001");
  }

  @Test
  void aMemberIsToldOfTheChannelsThatItsRequestSawAndOfNoOther() {
    JsonNode own = get(laptop, "/api/stats/logs").at("/items/0");
    assertThat(own.path("passedOver").isNull()).isTrue();
    assertThat(own.at("/attempts/0/channel").asText()).isEqualTo("main");
    assertThat(own.at("/attempts/0/startMs").isNumber()).isTrue();
    String one = "/api/stats/logs/" + own.path("id").asText();
    for (String path : List.of(one, "/api/stats/logs", "/api/stats/export")) {
      assertThat(people.ask(laptop, "GET", path, "").body()).doesNotContain("unasked");
    }
    assertThat(get(boss, one).path("passedOver"))
        .singleElement()
        .satisfies(each -> {
          assertThat(each.path("channel").asText()).isEqualTo("unasked");
          assertThat(each.path("reason").asText()).isEqualTo("has no enabled key");
        });
  }

  @Test
  void theExportHoldsTheOwnRowsAlone() {
    assertThat(people.ask(laptop, "GET", "/api/stats/export", "").body().lines()).hasSize(3);
    assertThat(people.ask(boss, "GET", "/api/stats/export", "").body().lines()).hasSize(6);
  }

  @Test
  void anAdministratorsKeySeesAndDoesWhatTheAccessKeyDoes() {
    assertThat(get(boss, "/api/stats").at("/total/requests").asInt()).isEqualTo(5);
    assertThat(get(boss, "/api/keys").path("items")).hasSize(4);
    var changed = people.ask(boss, "PUT", "/api/strategy", "{\"strategy\":\"random\"}");
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(people.done("GET", "/api/audit", "").at("/items/0/author").asText())
        .isEqualTo("api:key:" + id("boss"));
    people.done("PATCH", "/api/users/bob", "{\"role\":\"member\"}");
    assertThat(status(boss, "/api/channels")).isEqualTo(403);
  }

  @Test
  void aKeyOpensNothingFromWhereItMayNotBeUsed() {
    people.done("PATCH", "/api/keys/boss", "{\"addresses\":[\"203.0.113.0/24\"]}");
    assertThat(people.ask(boss, "GET", "/api/channels", "").body())
        .contains("may not be used from 127.0.0.1");
    assertThat(status(boss, "/api/me")).isEqualTo(403);
  }
}
