package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.IssuingCaller;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told while it happens to people who may see their own alone. */
final class OwnEventsTest {

  private static final String BODY =
      "{\"model\":\"claude-x\",\"max_tokens\":9,\"stream\":true,\"messages\":[]}";

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway =
      RunningGateway.with(RunningGateway.channel("main", upstream, "sk-ant-upstream-key-0001"));
  private final IssuingCaller people = new IssuingCaller(gateway);
  private final CountDownLatch more = new CountDownLatch(1);
  private String laptop = "";
  private String phone = "";
  private String lone = "";

  @BeforeEach
  void issue() {
    people.done("POST", "/api/users", "{\"name\":\"ann\"}");
    laptop = people.key("{\"name\":\"laptop\",\"user\":\"ann\"}");
    phone = people.key("{\"name\":\"phone\",\"user\":\"ann\"}");
    lone = people.key("{\"name\":\"lone\"}");
  }

  @AfterEach
  void close() {
    more.countDown();
    gateway.close();
    upstream.close();
  }

  private RawCaller listen(String key) {
    return RawCaller.connect(gateway.port())
        .get("/api/events", "x-api-key: " + key)
        .awaitText("event: live");
  }

  /** A request whose answer goes on until the gate is open. */
  private RawCaller ask(String key) {
    upstream.answers(
        Answers.openStream(Events.anthropicBroken("so far")).then(Step.await(more)).end());
    return RawCaller.connect(gateway.port())
        .post("/v1/messages", BODY, "x-api-key: " + key)
        .awaitText("so far");
  }

  private static String id(RawCaller caller) {
    return caller.answer().header("x-sluice-request-id").orElseThrow();
  }

  private static String running(String id) {
    return "event: running\ndata: {\"id\":\"" + id + "\"";
  }

  private static String record(String id) {
    return "event: request\ndata: {\"id\":\"" + id + "\"";
  }

  /** One more request from its start to its end: what was told before it has come, too. */
  private void hearsOfAnother(RawCaller listener, String key) {
    upstream.answers(Answers.anthropicStream("once more"));
    try (var caller =
        RawCaller.connect(gateway.port()).post("/v1/messages", BODY, "x-api-key: " + key)) {
      caller.wholeAnswer();
      listener.awaitText(record(id(caller)));
    }
  }

  @Test
  void eachOfTwoMembersHearsOfTheirOwnRequestsAlone() {
    try (var ofLaptop = listen(laptop);
        var ofLone = listen(lone);
        var ofOperator = listen(RunningGateway.ACCESS_KEY);
        var one = ask(laptop);
        var other = ask(lone);
        var third = ask(RunningGateway.ACCESS_KEY)) {
      ofLaptop.awaitText(running(id(one)));
      ofLone.awaitText(running(id(other)));
      more.countDown();
      ofLaptop.awaitText("event: ended\ndata: {\"items\":[\"" + id(one) + "\"]}");
      ofLone.awaitText("event: ended\ndata: {\"items\":[\"" + id(other) + "\"]}");
      for (RawCaller each : List.of(one, other, third)) {
        ofOperator.awaitText(running(id(each))).awaitText(record(id(each)));
      }
      hearsOfAnother(ofLaptop, laptop);
      hearsOfAnother(ofLone, lone);
      assertThat(told(ofLaptop)).contains(record(id(one))).doesNotContain(id(other), id(third));
      assertThat(told(ofLone)).contains(record(id(other))).doesNotContain(id(one), id(third));
      assertThat(told(ofLaptop) + told(ofLone)).doesNotContain("****0001");
      assertThat(told(ofOperator)).contains("****0001");
    }
  }

  private static String told(RawCaller listener) {
    return listener.bytes().toString();
  }

  @Test
  void theKeysOfOnePersonHearOfOneAnother() {
    try (var ofPhone = listen(phone);
        var caller = ask(laptop)) {
      ofPhone.awaitText(running(id(caller)));
      more.countDown();
      ofPhone.awaitText(record(id(caller)));
    }
  }

  @Test
  void whoeverComesLaterIsToldOfTheirOwnThatRuns() {
    try (var one = ask(laptop);
        var other = ask(lone);
        var ofLaptop = listen(laptop)) {
      assertThat(told(ofLaptop))
          .contains("\"id\":\"" + id(one) + "\"", "\"total\":1")
          .doesNotContain(id(other), "****0001");
    }
  }

  @Test
  void whatRunsIsListedForItsOwnerAlone() {
    try (var one = ask(laptop);
        var other = ask(lone)) {
      String path = "/api/requests/live";
      assertThat(people.ask(phone, "GET", path, "").body())
          .contains(id(one), "\"total\":1")
          .doesNotContain(id(other), "****0001");
      assertThat(people.ask(RunningGateway.ACCESS_KEY, "GET", path, "").body())
          .contains(id(one), id(other), "\"total\":2", "****0001");
    }
  }

  @Test
  void membersHearNothingOfChannelsKeysAndTheConfiguration() {
    try (var ofLone = listen(lone);
        var ofOperator = listen(RunningGateway.ACCESS_KEY)) {
      upstream.answers(Answers.keyRejected());
      try (var caller =
          RawCaller.connect(gateway.port()).post("/v1/messages", BODY, "x-api-key: " + lone)) {
        caller.wholeAnswer();
      }
      people.done("PUT", "/api/strategy", "{\"strategy\":\"random\"}");
      ofOperator.awaitText("event: key").awaitText("event: config");
      people.done(
          "POST",
          "/api/channels/main/keys/"
              + people.done("GET", "/api/channels/main", "").at("/keys/0/id").asText()
              + "/reset",
          "{}");
      hearsOfAnother(ofLone, lone);
      assertThat(told(ofLone)).doesNotContain("event: key", "event: config", "event: health");
    }
  }

  @Test
  void aKeyThatIsSwitchedOffHearsNoMore() {
    try (var ofLone = listen(lone);
        var ofPhone = listen(phone)) {
      people.done("PATCH", "/api/keys/lone", "{\"enabled\":false}");
      Waiting.until("the end", () -> told(ofLone).endsWith("0\r\n\r\n"));
      assertThat(told(ofPhone)).doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void whoeverIsNoAdministratorAnyMoreHearsNoMoreOfOthers() {
    people.done("PATCH", "/api/users/ann", "{\"role\":\"admin\"}");
    try (var ofPhone = listen(phone)) {
      people.done("PATCH", "/api/users/ann", "{\"role\":\"member\"}");
      Waiting.until("the end", () -> told(ofPhone).endsWith("0\r\n\r\n"));
    }
  }

  @Test
  void aKeyHearsNothingFromWhereItMayNotBeUsedAnyMore() {
    try (var ofLone = listen(lone)) {
      people.done("PATCH", "/api/keys/lone", "{\"addresses\":[\"203.0.113.0/24\"]}");
      Waiting.until("the end", () -> told(ofLone).endsWith("0\r\n\r\n"));
    }
  }

  @Test
  void aMemberTakesThePlacesOfNobodyElse() {
    List<RawCaller> listeners = new ArrayList<>();
    try {
      int most = 8 * Runtime.getRuntime().availableProcessors();
      int status = 200;
      while (status == 200 && listeners.size() <= most) {
        var listener = RawCaller.connect(gateway.port());
        listeners.add(listener);
        status = listener.get("/api/events", "x-api-key: " + lone).answer().status();
      }
      assertThat(status).isEqualTo(503);
      listeners.add(listen(phone));
      listeners.add(listen(RunningGateway.ACCESS_KEY));
    } finally {
      listeners.forEach(RawCaller::close);
    }
  }

  @Test
  void aMemberWhoIsSignedInListensWithTheCookie() {
    try (var browser = new Browser(gateway);
        var listener = RawCaller.connect(gateway.port());
        var other = ask(lone)) {
      String cookie = browser.signIn(laptop, false).cookie();
      listener.get("/api/events", "cookie: " + cookie).awaitText("event: live");
      try (var one = ask(laptop)) {
        listener.awaitText(running(id(one)));
        assertThat(told(listener)).doesNotContain(id(other));
      }
    }
  }
}
