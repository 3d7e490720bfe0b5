package dev.sluice.upstream;

import static dev.sluice.upstream.Answers.NOW;
import static dev.sluice.upstream.Answers.anthropic;
import static dev.sluice.upstream.Answers.judged;
import static dev.sluice.upstream.Answers.openai;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Verdict;
import dev.sluice.channel.Verdict.KeyRejected;
import dev.sluice.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "301, channel_failed",
    "302, channel_failed",
    "307, channel_failed",
    "400, request_rejected",
    "401, key_rejected",
    "402, quota_exhausted",
    "403, key_rejected",
    "404, channel_failed",
    "405, channel_failed",
    "408, channel_failed",
    "409, request_rejected",
    "410, channel_failed",
    "413, request_rejected",
    "415, request_rejected",
    "418, channel_failed",
    "422, request_rejected",
    "429, rate_limited",
    "451, request_rejected",
    "498, overloaded",
    "499, channel_failed",
    "500, channel_failed",
    "501, channel_failed",
    "502, channel_failed",
    "503, channel_failed",
    "504, channel_failed",
    "520, channel_failed",
    "524, channel_failed",
    "529, overloaded",
    "530, channel_failed",
    "600, channel_failed",
    "100, channel_failed"
  })
  void aStatusAloneHasAVerdict(int status, String verdict) {
    assertThat(judged(status, "").label()).isEqualTo(verdict);
    assertThat(judged(status, "{}").label()).isEqualTo(verdict);
    assertThat(judged(status, openai("no")).label()).isEqualTo(verdict);
  }

  /* The words that other gateways take for a bad key or an empty purse, in the caller's mouth. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "messages.0.content: insufficient balance",
        "messages.3.content.0.text: your credit balance is too low",
        "messages: text content blocks must be non-empty; quota exceeded",
        "tools.0.custom.input_schema: JSON schema is invalid: exceeded your current quota",
        "tools.12.name: invalid api key",
        "system.0.text: credit balance is too low",
        "max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens",
        "Invalid 'messages[0].content': exceeded your current quota",
        "Invalid value for 'tools[0].function': credit balance is too low",
        "`messages.1.content`: credit balance is too low",
        "body.messages: insufficient balance",
        "Invalid value: 'credit balance is too low'. Supported values are: 'a' and 'b'.",
        "The value `exceeded your current quota` is not one of the enum",
        "invalid token in credit card field, quota exceeded, billing",
        "Unauthorized words: balance, credit, token expired, permission denied",
        "prompt is too long: 210000 tokens > 200000 maximum",
        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
        "Rate limit tool was called with too many requests per minute"
      })
  void theCallersOwnMistakeNeverTouchesAKey(String message) {
    assertThat(judged(400, anthropic("invalid_request_error", message)))
        .isEqualTo(new Verdict.RequestRejected());
    assertThat(judged(400, openai(message))).isEqualTo(new Verdict.RequestRejected());
    assertThat(judged(422, openai(message))).isEqualTo(new Verdict.RequestRejected());
    assertThat(judged(200, anthropic("invalid_request_error", message)))
        .isEqualTo(new Verdict.RequestRejected());
  }

  @Test
  void aCodeDoesNotCountWhereTheRequestIsBlamed() {
    String body =
        """
        {"error":{"message":"bad","param":"messages.0","code":"insufficient_quota"}}\
        """;
    assertThat(judged(400, body)).isEqualTo(new Verdict.RequestRejected());
  }

  @Test
  void what422RepeatsOfTheRequestIsNotRead() {
    String body =
        """
        {"detail":[{"loc":["body","messages"],"msg":"field required",\
        "input":"credit balance is too low"}]}\
        """;
    assertThat(judged(422, body)).isEqualTo(new Verdict.RequestRejected());
    assertThat(judged(400, body)).isEqualTo(new Verdict.RequestRejected());
  }

  @Test
  void aServerErrorNeverTouchesAKeyOnMereWords() {
    assertThat(judged(500, openai("invalid request: quota lookup failed, check api key")).label())
        .isEqualTo("channel_failed");
    assertThat(judged(502, openai("unauthorized: insufficient balance")).label())
        .isEqualTo("channel_failed");
  }

  @Test
  void a403ThatNamesNothingOnlyRestsTheKey() {
    assertThat(judged(403, anthropic("permission_error", "Request not allowed")))
        .isEqualTo(new KeyRejected(false));
    assertThat(judged(403, "Forbidden")).isEqualTo(new KeyRejected(false));
    assertThat(judged(403, "")).isEqualTo(new KeyRejected(false));
  }

  @Test
  void a403ThatNamesTheKeyRejectsIt() {
    assertThat(judged(403, openai("Invalid API key"))).isEqualTo(new KeyRejected(true));
  }

  @Test
  void a401RejectsTheKeyUnlessItIsAboutMoney() {
    assertThat(judged(401, anthropic("authentication_error", "invalid x-api-key")))
        .isEqualTo(new KeyRejected(true));
    assertThat(judged(401, "")).isEqualTo(new KeyRejected(true));
    assertThat(judged(401, openai("该令牌额度已用尽")).label()).isEqualTo("quota_exhausted");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "余额不足",
        "额度不足",
        "积分不足",
        "用户额度不足, 剩余额度: 0",
        "已欠费",
        "Insufficient credits",
        "insufficient balance",
        "quota exceeded",
        "Not enough balance"
      })
  void moneyIsHeardInEveryLanguage(String message) {
    assertThat(judged(429, openai(message)).label()).isEqualTo("quota_exhausted");
    assertThat(judged(403, openai(message)).label()).isEqualTo("quota_exhausted");
    assertThat(judged(429, "{\"error\":\"" + message + "\"}").label()).isEqualTo("quota_exhausted");
  }

  @Test
  void aLimitPerMinuteIsNoQuota() {
    assertThat(judged(429, openai("Quota exceeded: 15 requests per minute")).label())
        .isEqualTo("rate_limited");
  }

  @Test
  void aPageOfSomethingInBetweenBlamesNoKey() {
    assertThat(
            judged(403, "<!DOCTYPE html><title>Attention Required! | Cloudflare</title>").label())
        .isEqualTo("channel_failed");
    assertThat(judged(200, "<html>login</html>").label()).isEqualTo("channel_failed");
    assertThat(judged(404, "<html>model not found</html>").label()).isEqualTo("channel_failed");
  }

  @Test
  void a404WithoutAModelIsAWrongAddress() {
    assertThat(judged(404, openai("Invalid URL (POST /v1/v1/messages)")).label())
        .isEqualTo("channel_failed");
    assertThat(judged(404, "404 page not found").label()).isEqualTo("channel_failed");
    assertThat(judged(404, "The requested URL /v1/models was not found").label())
        .isEqualTo("channel_failed");
  }

  @Test
  void aRedirectIsNeverFollowed() {
    assertThat(judged(302, Map.of("location", "https://elsewhere.test"), "").label())
        .isEqualTo("channel_failed");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAnswerThatIsNoneIsAFailure(Protocol protocol) {
    for (String body : new String[] {"", "{}", "[]", "ok", "{\"id\":", "{\"status\":\"up\"}"}) {
      assertThat(judged(protocol, 200, Map.of(), body).label())
          .as(body)
          .isEqualTo("channel_failed");
    }
  }

  @Test
  void aGoodAnswerHasSucceeded() {
    var good = new Verdict.Succeeded();
    assertThat(judged(200, "{\"id\":\"msg_1\",\"type\":\"message\",\"content\":[]}"))
        .isEqualTo(good);
    assertThat(judged(Protocol.OPENAI_CHAT, 200, Map.of(), "{\"choices\":[],\"error\":null}"))
        .isEqualTo(good);
    assertThat(judged(Protocol.GEMINI, 200, Map.of(), "[{\"candidates\":[]}]")).isEqualTo(good);
    assertThat(judged(200, Map.of("content-type", "text/event-stream; charset=utf-8"), ": hi"))
        .isEqualTo(good);
    assertThat(judged(200, "{\"content\":\"" + "x".repeat(70_000) + "\"}")).isEqualTo(good);
  }

  @Test
  void aRelaysWholeUpstreamBodyIsUnwrapped() {
    assertThat(
            judged(
                    500,
                    """
                    {"error":{"message":"{\\"type\\":\\"error\\",\\"error\\":{\\"type\\":\\"overloaded_error\\",\
                    \\"message\\":\\"Overloaded\\"}}"}}\
                    """)
                .label())
        .isEqualTo("overloaded");
    assertThat(
            judged(
                    500,
                    """
                    {"error":{"message":{"error":{"code":"insufficient_quota"}}}}\
                    """)
                .label())
        .isEqualTo("quota_exhausted");
  }

  @Test
  void groqs413IsALimitPerMinuteAndAnyOtherIsTheRequest() {
    assertThat(
            judged(
                    413,
                    """
                    {"error":{"message":"Request too large","type":"tokens","code":"rate_limit_exceeded"}}\
                    """)
                .label())
        .isEqualTo("rate_limited");
    assertThat(judged(413, anthropic("request_too_large", "Request exceeds the maximum size")))
        .isEqualTo(new Verdict.RequestRejected());
  }

  @Test
  void noBytesAreTooStrange() {
    long seed = System.nanoTime();
    var random = new SplittableRandom(seed);
    byte[] seedBody = openai("model quota \u00e9 余额 'x'").getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 3_000; round++) {
      byte[] body = round % 2 == 0 ? new byte[random.nextInt(200)] : seedBody.clone();
      for (int i = 0; i < body.length; i++) {
        if (round % 2 == 0 || random.nextInt(20) == 0) {
          body[i] = (byte) random.nextInt();
        }
      }
      byte[] cut = Arrays.copyOf(body, random.nextInt(body.length + 1));
      int status = random.nextInt(100, 650);
      assertThat(Classifier.answer(Protocol.OPENAI_CHAT, status, HeaderLookup.NONE, cut, NOW))
          .as("seed %s round %s", seed, round)
          .isNotNull();
      assertThat(Classifier.streamError(cut, NOW)).as("seed %s", seed).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"error\":", "'", "model ", "\\\"", "a.", "余额 "})
  void aHugeOrDeepBodyIsJudgedAllTheSame(String piece) {
    String huge = piece.repeat(200_000 / piece.length());
    assertThat(judged(400, huge)).isEqualTo(new Verdict.RequestRejected());
    assertThat(judged(404, "{\"error\":\"" + huge.substring(0, 60_000) + "\"}")).isNotNull();
    assertThat(judged(403, "{\"error\":\"" + piece.replace("\"", "").repeat(9_000) + "\"}"))
        .isNotNull();
  }
}
