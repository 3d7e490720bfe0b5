package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.channel.Channel;
import dev.sluice.protocol.Json;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RawAnswer;
import dev.sluice.testing.RawCaller;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Waiting;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two channels: one of Anthropic's protocol that declares nothing, one of Gemini's. */
final class ModelsTest {

  private static final String VERSION = "anthropic-version: 2023-06-01";

  private final ScriptedUpstream claude =
      ScriptedUpstream.start().answers(Answers.anthropicWhole("Hi"));
  private final ScriptedUpstream google = ScriptedUpstream.start();
  private final ObjectNode document = JsonNodeFactory.instance.objectNode();
  private RunningGateway gateway = RunningGateway.with();

  @AfterEach
  void close() {
    gateway.close();
    claude.close();
    google.close();
  }

  private void open(ObjectNode... channels) {
    gateway.close();
    document.putArray("channels").addAll(List.of(channels));
    gateway = RunningGateway.start(document);
  }

  private ObjectNode ofClaude() {
    return RunningGateway.channel("claude", claude, "k1");
  }

  private ObjectNode ofGoogle() {
    return RunningGateway.channel("google", google, "k2").put("type", "gemini");
  }

  private void openBoth() {
    claude.probes(Answers.json(200, "{\"data\":[{\"id\":\"claude-b\"},{\"id\":\"claude-a\"}]}"));
    google.probes(Answers.json(200, "{\"models\":[{\"name\":\"models/gemini:x\"}]}"));
    open(ofClaude(), ofGoogle());
    awaitListed("claude", "claude-b", "claude-a");
    awaitListed("google", "gemini:x");
  }

  private Channel channel(String id) {
    return gateway.gateway().routes().now().channel(id).orElseThrow();
  }

  private void awaitListed(String channel, String... models) {
    Waiting.until(
        channel + " has listed its models",
        () -> channel(channel).state().listed().equals(List.of(models)));
  }

  private RawAnswer get(String path, String... headers) {
    var all = new ArrayList<>(List.of(headers));
    all.add("authorization: Bearer " + RunningGateway.ACCESS_KEY);
    try (RawCaller caller = RawCaller.connect(gateway.port())) {
      return caller.get(path, all.toArray(String[]::new)).wholeAnswer();
    }
  }

  private JsonNode told(String path, String... headers) {
    RawAnswer answer = get(path, headers);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return Json.tree(answer.text()).orElseThrow();
  }

  private static List<String> names(JsonNode list, String member) {
    var names = new ArrayList<String>();
    list.forEach(each -> names.add(each.path(member).asText()));
    return names;
  }

  @Test
  void everyCallerIsToldOfEveryChannelsModelsInItsOwnShape() {
    openBoth();
    JsonNode anthropic = told("/v1/models?limit=1000", VERSION);
    assertThat(names(anthropic.path("data"), "id"))
        .containsExactly("claude-a", "claude-b", "gemini:x");
    assertThat(anthropic.path("has_more").isBoolean()).isTrue();
    assertThat(anthropic.path("has_more").asBoolean()).isFalse();
    assertThat(anthropic.path("first_id").asText()).isEqualTo("claude-a");
    assertThat(anthropic.path("last_id").asText()).isEqualTo("gemini:x");
    JsonNode openai = told("/v1/models");
    assertThat(openai.path("object").asText()).isEqualTo("list");
    assertThat(names(openai.path("data"), "id")).hasSize(3);
    assertThat(openai.has("models")).isFalse();
    JsonNode gemini = told("/v1beta/models");
    assertThat(names(gemini.path("models"), "name"))
        .containsExactly("models/claude-a", "models/claude-b", "models/gemini:x");
    assertThat(gemini.has("nextPageToken")).isFalse();
  }

  @Test
  void codexKeepsTheCatalogueThatItShipsWith() {
    openBoth();
    JsonNode list = told("/v1/models?client_version=0.160.0", "originator: codex_cli_rs");
    assertThat(list.path("models").isArray()).isTrue();
    assertThat(list.path("models")).isEmpty();
    assertThat(names(list.path("data"), "id")).hasSize(3);
  }

  @Test
  void pagesFollowOneAnotherToTheEnd() {
    openBoth();
    JsonNode first = told("/v1/models?limit=2", VERSION);
    assertThat(names(first.path("data"), "id")).containsExactly("claude-a", "claude-b");
    assertThat(first.path("has_more").asBoolean()).isTrue();
    JsonNode second = told("/v1/models?limit=2&after_id=claude-b", VERSION);
    assertThat(names(second.path("data"), "id")).containsExactly("gemini:x");
    assertThat(second.path("has_more").asBoolean()).isFalse();
    JsonNode back = told("/v1/models?limit=1&before_id=gemini:x", VERSION);
    assertThat(names(back.path("data"), "id")).containsExactly("claude-b");
    JsonNode page = told("/v1beta/models?pageSize=1");
    assertThat(page.path("nextPageToken").asText()).isEqualTo("claude-a");
    JsonNode next = told("/v1beta/models?pageSize=5&pageToken=claude-a");
    assertThat(names(next.path("models"), "name"))
        .containsExactly("models/claude-b", "models/gemini:x");
    assertThat(next.has("nextPageToken")).isFalse();
  }

  @Test
  void aLimitThatIsNoneIsRefusedByName() {
    open();
    assertThat(get("/v1/models?limit=x", VERSION).text())
        .contains("limit: \\\"x\\\" is no number of models; send one from 1 to 1000");
    assertThat(get("/v1/models?limit=0", VERSION).status()).isEqualTo(400);
    assertThat(get("/v1beta/models?pageSize=-1").text())
        .contains("pageSize: \\\"-1\\\" is no number of models; send one from 1 to 1000");
  }

  @Test
  void oneModelIsToldByItsNameHoweverItIsWritten() {
    openBoth();
    assertThat(told("/v1/models/gemini:x").path("id").asText()).isEqualTo("gemini:x");
    assertThat(told("/v1/models/gemini%3Ax", VERSION).path("type").asText()).isEqualTo("model");
    assertThat(told("/v1beta/models/claude-a").path("name").asText()).isEqualTo("models/claude-a");
    assertThat(get("/v1/models/%zz").status()).isEqualTo(404);
  }

  @Test
  void aChannelThatDeclaresItsModelsIsListedByThemAlone() {
    claude.probes(Answers.json(200, "{\"data\":[{\"id\":\"claude-a\"},{\"id\":\"other\"}]}"));
    ObjectNode declaring = ofClaude();
    declaring.putArray("models").add("mine").add("claude-*");
    declaring.putObject("modelMap").put("alias", "mine").put("glob-*", "mine");
    open(declaring);
    awaitListed("claude", "claude-a", "other");
    assertThat(names(told("/v1/models").path("data"), "id"))
        .containsExactly("alias", "claude-a", "mine");
  }

  @Test
  void aModelThatNobodyListsIsAskedForAllTheSame() {
    openBoth();
    try (RawCaller caller = RawCaller.connect(gateway.port())) {
      RawAnswer answer =
          caller.post("/v1/messages", "{\"model\":\"new\",\"messages\":[]}", Rig.KEY).wholeAnswer();
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void aListOfSeveralPagesIsAskedForToItsEnd() {
    claude.probes(
        Answers.json(200, "{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"last_id\":\"a\"}"));
    document.putObject("probe").put("everyMs", 0);
    open(ofClaude());
    awaitListed("claude", "a");
    Waiting.until("all pages were asked for", () -> claude.probed().size() == 20);
    assertThat(claude.probed().get(1).line()).isEqualTo("GET /v1/models?after_id=a HTTP/1.1");
  }

  @Test
  void aListStaysOverAReloadAndIsForgottenWithItsAddress() throws Exception {
    document.putObject("probe").put("everyMs", 0);
    claude.probes(Answers.json(200, "{\"data\":[{\"id\":\"a\"}]}"));
    open(ofClaude());
    awaitListed("claude", "a");
    reload(ofClaude().put("weight", 7));
    Waiting.until("it is read again", () -> channel("claude").config().weight() == 7);
    assertThat(names(told("/v1/models").path("data"), "id")).containsExactly("a");
    reload(ofClaude().put("weight", 8).put("baseUrl", google.baseUrl()));
    Waiting.until("it is read again", () -> channel("claude").config().weight() == 8);
    assertThat(names(told("/v1/models").path("data"), "id")).isEmpty();
  }

  private void reload(ObjectNode channel) throws Exception {
    document.putArray("channels").add(channel);
    Files.writeString(gateway.folder().resolve("config.json"), document.toString());
  }

  @Test
  void anAnswerThatIsNoListLeavesTheListAsItWas() {
    document.putObject("probe").put("everyMs", 1);
    claude.probes(Answers.json(200, "{\"data\":[{\"id\":\"a\"}]}"));
    open(ofClaude());
    awaitListed("claude", "a");
    claude.probes(Answers.json(200, "<html>busy</html>"));
    int before = claude.probed().size();
    Waiting.until("it was asked again", () -> claude.probed().size() > before + 1);
    assertThat(channel("claude").state().listed()).containsExactly("a");
    claude.probes(Answers.json(200, "{\"data\":[{\"id\":\"b\"}]}"));
    awaitListed("claude", "b");
  }
}
