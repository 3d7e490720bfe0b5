package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.Step;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whatever happens, no secret is in a log line or an answer. */
final class SecretsTest {

  private static final String LOGIN = "sk-ant-oat01-marker-login";
  private static final String WRONG = "marker-wrong-key-of-a-stranger";
  private static final String PROXY_PASSWORD = "marker-proxy-password";
  private static final String BODY = "marker-body";
  private static final List<String> MARKERS =
      List.of(
          RunningGateway.ACCESS_KEY,
          RunningGateway.OTHER_ACCESS_KEY,
          "sk-marker-channel",
          "sk-marker-second",
          LOGIN,
          WRONG,
          PROXY_PASSWORD,
          BODY);

  private final Logger ours = (Logger) LoggerFactory.getLogger("dev.sluice");
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    ours.setLevel(Level.TRACE);
    lines.start();
    root.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(lines);
    ours.setLevel(null);
  }

  private static void shape(ObjectNode document) {
    var one = (ObjectNode) document.withArray("channels").get(0);
    var keys = one.putArray("keys");
    keys.addObject().put("secret", "sk-marker-channel-key-0001");
    keys.addObject().put("secret", "sk-marker-second-key-0002");
    var two = (ObjectNode) document.withArray("channels").get(1);
    two.putObject("proxy")
        .put("url", "http://user:" + PROXY_PASSWORD + "@127.0.0.1:1")
        .put("fallbackToDirect", false);
    document.putObject("breaker").put("failures", 0);
  }

  static List<Script> failures() {
    return List.of(
        Answers.anthropicWhole("fine"),
        Answers.keyRejected(),
        Answers.outOfCredit(),
        Answers.outOfQuota(),
        Answers.rateLimited(1),
        Answers.overloaded(),
        Answers.broken(),
        Answers.empty(),
        Answers.html(),
        Answers.error(400, "invalid_request_error", "messages: too few"),
        Answers.errorAsFirstEvent("overloaded_error", "busy"),
        Script.of(Step.reset()),
        Answers.anthropicCutAfter("so far"),
        Answers.stream(Events.anthropic("fine")));
  }

  @Test
  void noAnswerAndNoLogLineHasASecret() {
    var said = new ArrayList<String>();
    for (Script failing : failures()) {
      try (Rig rig = Rig.start(SecretsTest::shape)) {
        rig.one().answers(failing);
        said.add(answered(rig.ask(body(true))));
        said.add(answered(rig.ask(body(false))));
        rig.gateway().records().forEach(record -> said.add(record.toString()));
      }
    }
    said.addAll(strangers());
    lines.list.forEach(line -> said.add(shown(line)));
    assertThat(said).hasSizeGreaterThan(40);
    for (String text : said) {
      assertThat(text).doesNotContain(MARKERS);
    }
  }

  private static List<String> strangers() {
    var said = new ArrayList<String>();
    try (Rig rig = Rig.start(SecretsTest::shape)) {
      rig.one().answers(Answers.anthropicWhole("fine"));
      String gatewayKey = "x-sluice-key: " + RunningGateway.ACCESS_KEY;
      String login = "authorization: Bearer " + LOGIN;
      String other = "authorization: Bearer " + RunningGateway.OTHER_ACCESS_KEY;
      for (String[] headers :
          new String[][] {
            {"x-api-key: " + WRONG}, {gatewayKey, login}, {Rig.KEY, other}, {Rig.KEY, "x-\0: 1"}
          }) {
        said.add(answered(rig.caller().post("/v1/messages", body(false), headers)));
      }
      said.add(
          answered(rig.ask("{\"model\":\"" + "m".repeat(2000) + "\",\"a\":\"" + BODY + "\"}")));
      said.add(answered(rig.ask("{\"model\":1,\"a\":\"" + BODY + "\"")));
      said.add(answered(rig.caller().get("/api/channels", Rig.KEY)));
      said.add(answered(rig.caller().get("/health")));
      said.add(answered(rig.caller().get("/v1beta/models?key=" + WRONG)));
      rig.gateway().records().forEach(record -> said.add(record.toString()));
    }
    return said;
  }

  private static String body(boolean stream) {
    return "{\"model\":\"m\",\"stream\":" + stream + ",\"messages\":[\"" + BODY + "\"]}";
  }

  private static String answered(RawCaller caller) {
    return caller.wholeAnswer().toString() + caller.bytes();
  }

  private static String shown(ILoggingEvent line) {
    String trace =
        line.getThrowableProxy() == null
            ? ""
            : ThrowableProxyUtil.asString(line.getThrowableProxy());
    return line.getFormattedMessage() + "\n" + trace;
  }
}
