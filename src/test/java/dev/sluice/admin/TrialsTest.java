package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.health.Offered;
import dev.sluice.testing.Answers;
import dev.sluice.testing.Events;
import dev.sluice.testing.ReceivedRequest;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.Script;
import dev.sluice.testing.ScriptedUpstream;
import dev.sluice.testing.Step;
import dev.sluice.testing.Waiting;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a channel that is not saved brings when it is tried. */
final class TrialsTest {

  private static final String KEY = "sk-ant-key-that-is-tried-0001";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private RunningGateway gateway = RunningGateway.with();
  private ApiCaller api = new ApiCaller(gateway);

  @AfterEach
  void close() {
    api.close();
    gateway.close();
    upstream.close();
  }

  private ObjectNode channel(String type) {
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("type", type).put("baseUrl", upstream.baseUrl());
    channel.putArray("keys").addObject().put("secret", KEY);
    return channel;
  }

  private JsonNode tried(ObjectNode channel) {
    var answer = api.send("POST", "/api/channels/test", channel.toString());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).doesNotContain(KEY);
    return answer.json().at("/items/0");
  }

  private JsonNode tried(String type) {
    return tried(channel(type));
  }

  private static Script answer(String type, String text) {
    return switch (type) {
      case "anthropic" -> Answers.anthropicWhole(text);
      case "openai-chat" -> Answers.chatWhole(text);
      case "openai-responses" -> Answers.responsesWhole(text);
      case "gemini" -> Answers.geminiWhole(text);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Script models(String... ids) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    var data = page.putArray("data");
    for (String id : ids) {
      data.addObject().put("id", id);
    }
    return Answers.json(200, page.toString());
  }

  private static Script geminiModels() {
    return Answers.json(
        200,
        """
        {"models": [
          {"name": "models/gemini-3-flash", "supportedGenerationMethods": ["generateContent"]},
          {"name": "models/embedding-1", "supportedGenerationMethods": ["embedContent"]},
          {"name": "models/gemini-3-pro", "supportedGenerationMethods": ["generateContent"]}]}
        """);
  }

  private static List<String> ids(JsonNode tested) {
    return IntStream.range(0, tested.at("/models/ids").size())
        .mapToObj(place -> tested.at("/models/ids/" + place).asText())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic,        /v1/models,     x-api-key,      claude-opus-4-6, claude-haiku-4-5",
    "openai-chat,      /v1/models,     authorization,  gpt-5,           gpt-5-mini",
    "openai-responses, /v1/models,     authorization,  gpt-5,           gpt-5-mini",
    "gemini,           /v1beta/models, x-goog-api-key, gemini-3-flash,  gemini-3-pro"
  })
  void whatTheModelSaidAndWhichOthersThereAreIsTold(
      String type, String path, String header, String one, String other) throws IOException {
    upstream.answers(answer(type, "Hello from upstream"));
    upstream.probes(type.equals("gemini") ? geminiModels() : models(one, other));
    JsonNode tested = tried(type);
    assertThat(tested.path("ok").asBoolean()).isTrue();
    assertThat(tested.path("sample").asText()).isEqualTo("Hello from upstream");
    assertThat(ids(tested)).containsExactly(one, other);
    assertThat(tested.at("/models/total").asInt()).isEqualTo(2);
    assertThat(tested.at("/models/more").asBoolean()).isFalse();
    ReceivedRequest asked = upstream.probed().getFirst();
    assertThat(asked.line()).isEqualTo("GET " + path + " HTTP/1.1");
    assertThat(asked.header(header).orElseThrow()).endsWith(KEY);
    assertThat(tested.path("model").asText()).containsAnyOf("haiku", "mini", "flash");
    if (!type.equals("gemini")) {
      JsonNode body = MAPPER.readTree(upstream.requests().getFirst().body().getBytes());
      assertThat(body.path("model").asText()).isEqualTo(tested.path("model").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "openai-chat", "openai-responses", "gemini"})
  void anUpstreamWithoutAListOfModelsPassesAllTheSame(String type) {
    upstream.answers(answer(type, "Hello"));
    upstream.probes(Answers.json(404, "{\"error\":{\"message\":\"no such path\"}}"));
    JsonNode tested = tried(type);
    assertThat(tested.path("ok").asBoolean()).isTrue();
    assertThat(tested.path("sample").asText()).isEqualTo("Hello");
    assertThat(tested.path("models").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":{}}", "<html>", "7", "", "{\"data\":[", "{}"})
  void whatIsNoListOfModelsIsNone(String body) {
    upstream.answers(answer("openai-chat", "Hello"));
    upstream.probes(Answers.json(200, body));
    assertThat(tried("openai-chat").path("models").isNull()).isTrue();
  }

  @Test
  void ofAHugeListTheFirstAreToldAndHowManyThereAre() {
    upstream.answers(answer("openai-chat", "Hello"));
    String[] many = IntStream.range(0, 1500).mapToObj(n -> "model-" + n).toArray(String[]::new);
    upstream.probes(models(many));
    JsonNode tested = tried("openai-chat");
    assertThat(ids(tested)).hasSize(Offered.MOST).startsWith("model-0", "model-1");
    assertThat(tested.at("/models/total").asInt()).isEqualTo(1000);
    assertThat(tested.at("/models/more").asBoolean()).isTrue();
  }

  @Test
  void aListOfMoreBytesThanAnyIsNotRead() {
    upstream.answers(answer("openai-chat", "Hello"));
    Buffer block = Script.chunk(Buffer.buffer(" ".repeat(1 << 16)));
    upstream.probes(Script.chunked(200, "application/json").then(new Step.Flood(block, 80)).end());
    JsonNode tested = tried("openai-chat");
    assertThat(tested.path("ok").asBoolean()).isTrue();
    assertThat(tested.path("models").isNull()).isTrue();
  }

  @Test
  void namesThatAreNoneAreLeftOut() {
    upstream.answers(answer("openai-chat", "Hello"));
    upstream.probes(models("", " ", "a\u001b[2Jb", "x".repeat(300), "good", "good", "mine-" + KEY));
    JsonNode tested = tried("openai-chat");
    assertThat(ids(tested)).containsExactly("good");
  }

  @Test
  void pagesWithoutAnEndAreGivenUp() {
    upstream.answers(answer("anthropic", "Hello"));
    upstream.probes(
        Answers.json(
            200, "{\"data\":[{\"id\":\"claude-x\"}],\"has_more\":true,\"last_id\":\"claude-x\"}"));
    JsonNode tested = tried("anthropic");
    assertThat(ids(tested)).containsExactly("claude-x");
    assertThat(upstream.probed()).hasSizeLessThan(50);
  }

  @Test
  void anUpstreamThatHangsOnItsListIsNotWaitedForLong() {
    patience(100);
    upstream.answers(answer("anthropic", "Hello"));
    upstream.probes(Script.of(Step.stall()));
    JsonNode tested = tried("anthropic");
    assertThat(tested.path("ok").asBoolean()).isTrue();
    assertThat(tested.path("sample").asText()).isEqualTo("Hello");
    assertThat(tested.path("models").isNull()).isTrue();
    Waiting.until("its connection is given up", () -> upstream.openConnections() <= 1);
  }

  private void patience(int milliseconds) {
    api.close();
    gateway.close();
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putObject("probe").put("timeoutMs", milliseconds);
    gateway = RunningGateway.start(document);
    api = new ApiCaller(gateway);
  }

  @Test
  void aListThatHangsAfterItsFirstPageIsToldAsFarAsThat() {
    patience(300);
    upstream.answers(answer("anthropic", "Hello"));
    String page = "{\"data\":[{\"id\":\"claude-x\"}],\"has_more\":true,\"last_id\":\"claude-x\"}";
    upstream.probes(
        Script.of(
            Step.send(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
                    + page.length()
                    + "\r\n\r\n"
                    + page),
            Step.stall()));
    JsonNode tested = tried("anthropic");
    assertThat(ids(tested)).containsExactly("claude-x");
    assertThat(tested.at("/models/more").asBoolean()).isTrue();
  }

  @Test
  void anUpstreamThatHangsOnTheRequestKeepsNoConnection() {
    gateway.close();
    gateway = RunningGateway.start(JsonNodeFactory.instance.objectNode(), HURRIED);
    api = new ApiCaller(gateway);
    upstream.answers(Script.of(Step.stall()));
    JsonNode tested = tried("anthropic");
    assertThat(tested.path("ok").asBoolean()).isFalse();
    assertThat(tested.path("status").isNull()).isTrue();
    Waiting.until("its connection is given up", () -> upstream.openConnections() <= 1);
  }

  private static final Map<String, String> HURRIED = Map.of("API_TEST_TIMEOUT_MS", "100");

  @Test
  void aSampleIsOnePlainLineOfTwoHundredCharacters() {
    String said = "A\\n\\n  b\\u001b[31mc\\u202ed \u00e9" + "😀".repeat(300);
    upstream.answers(
        Answers.json(
            200,
            "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\""
                + said
                + "\"}],\"stop_reason\":\"end_turn\"}"));
    String sample = tried("anthropic").path("sample").asText();
    assertThat(sample).startsWith("A b [31mc d \u00e9😀").endsWith("😀…");
    assertThat(sample.codePointCount(0, sample.length())).isEqualTo(201);
  }

  @Test
  void aKeyThatIsRepeatedIsToldNowhere() {
    upstream.answers(answer("openai-chat", "You said " + KEY));
    upstream.probes(models("for-" + KEY, "gpt-5"));
    JsonNode tested = tried("openai-chat");
    assertThat(tested.path("sample").asText()).isEqualTo("You said sk-ant-****0001");
    assertThat(ids(tested)).containsExactly("gpt-5");
  }

  @Test
  void aKeyAtTheEndOfTheSampleIsNotToldInPart() {
    upstream.answers(answer("openai-chat", "x".repeat(185) + " " + KEY));
    assertThat(tried("openai-chat").path("sample").asText()).contains(" sk-ant-****").endsWith("…");
  }

  @Test
  void aKeyThatMayBeAWordIsOneInSampleAndModels() {
    upstream.answers(answer("openai-chat", "I am ollama"));
    upstream.probes(models("ollama/llama"));
    ObjectNode channel = channel("openai-chat");
    channel.putArray("keys").addObject().put("secret", "ollama");
    JsonNode tested = tried(channel);
    assertThat(tested.path("sample").asText()).isEqualTo("I am ollama");
    assertThat(ids(tested)).containsExactly("ollama/llama");
  }

  @Test
  void whoeverSaidNothingHasNoSample() {
    upstream.answers(
        Answers.json(
            200,
            """
            {"id": "resp_1", "object": "response", "status": "incomplete", "model": "gpt-5",
             "incomplete_details": {"reason": "max_output_tokens"},
             "output": [{"id": "rs_1", "type": "reasoning", "summary": []}]}
            """));
    JsonNode tested = tried("openai-responses");
    assertThat(tested.path("ok").asBoolean()).isTrue();
    assertThat(tested.path("sample").asText()).isEmpty();
  }

  @Test
  void aStreamThatWasNotAskedForIsUnderstood() {
    upstream.answers(Answers.stream(Events.chat("Hello ", "again")));
    assertThat(tried("openai-chat").path("sample").asText()).isEqualTo("Hello again");
  }

  @Test
  void theListIsAskedForNoFurtherThanARequestMayGo() {
    JsonNode tested = tried(channel("openai-chat").put("baseUrl", "http://169.254.169.254"));
    assertThat(tested.path("verdict").asText()).isEqualTo("not_sent");
    assertThat(tested.path("models").isNull()).isTrue();
  }

  @Test
  void aRefusedKeyHasNeitherSampleNorModels() {
    upstream.answers(Answers.keyRejected());
    upstream.probes(Answers.keyRejected());
    JsonNode tested = tried("anthropic");
    assertThat(tested.path("error").asText()).contains("invalid x-api-key");
    assertThat(tested.path("sample").asText()).isEmpty();
    assertThat(tested.path("models").isNull()).isTrue();
  }
}
