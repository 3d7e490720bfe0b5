package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.base.Secret;
import dev.sluice.config.AuthScheme;
import dev.sluice.config.ChannelConfig;
import dev.sluice.config.HeaderRules;
import dev.sluice.config.Timeouts;
import dev.sluice.protocol.Protocol;
import io.vertx.core.MultiMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamHeadersTest {

  private static final Optional<Secret> KEY = Optional.of(Secret.of("upstream-key"));

  private static ChannelConfig channel(
      Protocol type, String baseUrl, AuthScheme auth, HeaderRules headers) {
    return new ChannelConfig(
        "c",
        "c",
        type,
        baseUrl,
        List.of(),
        auth,
        true,
        0,
        1,
        List.of(),
        List.of(),
        Map.of(),
        headers,
        Optional.empty(),
        Timeouts.DEFAULT,
        false,
        0,
        BigDecimal.ONE,
        dev.sluice.limit.Limits.NONE,
        dev.sluice.protocol.convert.UpstreamOptions.DEFAULT);
  }

  private static MultiMap sent(ChannelConfig channel, Optional<Secret> key, String... caller) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < caller.length; i += 2) {
      headers.add(caller[i], caller[i + 1]);
    }
    MultiMap upstream = MultiMap.caseInsensitiveMultiMap();
    UpstreamHeaders.forChannel(channel).copy(headers, upstream, key);
    return upstream;
  }

  private static MultiMap sentToRelay(String... caller) {
    return sent(
        channel(Protocol.ANTHROPIC, "https://relay.test", AuthScheme.BEARER, HeaderRules.NONE),
        KEY,
        caller);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anthropic-version",
        "anthropic-beta",
        "x-stainless-lang",
        "user-agent",
        "x-app",
        "content-type",
        "x-claude-code-session-id",
        "x-unheard-of",
        "accept",
        "x-request-id",
        "traceparent",
        "content-encoding",
        "Openai-Organization",
        "cfg",
        "origin"
      })
  void whatTheCallerSaysGoesOn(String name) {
    assertThat(sentToRelay(name, "as it is").get(name)).isEqualTo("as it is");
  }

  @Test
  void repeatedHeadersStayRepeatedInOrder() {
    assertThat(sentToRelay("anthropic-beta", "a", "anthropic-beta", "b").getAll("anthropic-beta"))
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection",
        "keep-alive",
        "proxy-authorization",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "http2-settings",
        "host",
        "content-length",
        "expect",
        "cookie",
        "x-api-key",
        "x-goog-api-key",
        "api-key",
        "x-sluice-key",
        "X-Forwarded-For",
        "x-forwarded-proto",
        "forwarded",
        "via",
        "cf-connecting-ip",
        "CF-Ray",
        "true-client-ip",
        "x-real-ip",
        "fastly-client-ip",
        "x-vercel-id",
        "x-railway-edge",
        "fly-client-ip",
        "x-envoy-external-address",
        "x-amzn-trace-id",
        "cloudfront-viewer-country",
        "cdn-loop"
      })
  void whatBelongsToTheCallersSideStaysHere(String name) {
    assertThat(sentToRelay(name, "203.0.113.7").contains(name)).isFalse();
  }

  @Test
  void whatConnectionNamesEndsWithIt() {
    MultiMap upstream =
        sentToRelay("connection", "close, X-Per-Hop", "x-per-hop", "1", "x-other", "2");
    assertThat(upstream.contains("x-per-hop")).isFalse();
    assertThat(upstream.get("x-other")).isEqualTo("2");
  }

  @Test
  void theAnswerIsAskedForUncompressed() {
    assertThat(sentToRelay("accept-encoding", "gzip, br").getAll("accept-encoding"))
        .containsExactly("identity");
    assertThat(sentToRelay().get("accept-encoding")).isEqualTo("identity");
  }

  @Test
  void theChannelsRulesComeAfterTheCaller() {
    var rules =
        new HeaderRules(
            Map.of("x-app", "mine", "x-new", "1", "content-length", "7"), List.of("user-agent"));
    MultiMap upstream =
        sent(
            channel(Protocol.ANTHROPIC, "https://relay.test", AuthScheme.AUTO, rules),
            KEY,
            "x-app",
            "cli",
            "User-Agent",
            "claude-cli");
    assertThat(upstream.getAll("x-app")).containsExactly("mine");
    assertThat(upstream.get("x-new")).isEqualTo("1");
    assertThat(upstream.contains("user-agent")).isFalse();
    assertThat(upstream.contains("content-length")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC, https://api.anthropic.com, AUTO, sk-ant-api03-x, sk-ant-api03-x, , ",
    "ANTHROPIC, https://API.Anthropic.com/v1, AUTO, sk-ant-api03-x, sk-ant-api03-x, , ",
    "ANTHROPIC, https://api.anthropic.com, AUTO, sk-ant-oat01-x, , Bearer sk-ant-oat01-x, ",
    "ANTHROPIC, https://relay.test, AUTO, k, k, Bearer k, ",
    "ANTHROPIC, https://api.anthropic.com.evil.test, AUTO, k, k, Bearer k, ",
    "OPENAI_CHAT, https://api.openai.com, AUTO, k, , Bearer k, ",
    "OPENAI_RESPONSES, https://api.openai.com, AUTO, k, , Bearer k, ",
    "GEMINI, https://generativelanguage.googleapis.com, AUTO, k, , , k",
    "GEMINI, https://relay.test, BEARER, k, , Bearer k, ",
    "ANTHROPIC, https://relay.test, X_API_KEY, k, k, , ",
    "OPENAI_CHAT, https://relay.test, BOTH, k, k, Bearer k, ",
    "OPENAI_CHAT, https://relay.test, X_GOOG_API_KEY, k, , , k"
  })
  void theKeyIsShownAsTheChannelWants(
      Protocol type,
      String baseUrl,
      AuthScheme auth,
      String key,
      @Nullable String xApiKey,
      @Nullable String authorization,
      @Nullable String google) {
    MultiMap upstream =
        sent(
            channel(type, baseUrl, auth, HeaderRules.NONE),
            Optional.of(Secret.of(key)),
            "authorization",
            "Bearer gateway-key",
            "x-api-key",
            "gateway-key");
    assertThat(upstream.get("x-api-key")).isEqualTo(xApiKey);
    assertThat(upstream.get("authorization")).isEqualTo(authorization);
    assertThat(upstream.get("x-goog-api-key")).isEqualTo(google);
  }

  @Test
  void theCallersLoginPassesThroughBesideTheGatewaysKey() {
    MultiMap upstream =
        sent(
            channel(
                Protocol.ANTHROPIC,
                "https://api.anthropic.com",
                AuthScheme.PASSTHROUGH,
                HeaderRules.NONE),
            Optional.empty(),
            "authorization",
            "Bearer own-login",
            "x-sluice-key",
            "gateway-key-1234",
            "x-api-key",
            "gateway-key-1234");
    assertThat(upstream.get("authorization")).isEqualTo("Bearer own-login");
    assertThat(upstream.toString()).doesNotContain("gateway-key-1234");
  }

  @Test
  void theGatewaysKeyNeverPassesThrough() {
    MultiMap upstream =
        sent(
            channel(
                Protocol.ANTHROPIC,
                "https://api.anthropic.com",
                AuthScheme.PASSTHROUGH,
                HeaderRules.NONE),
            Optional.empty(),
            "authorization",
            "Bearer gateway-key-1234");
    assertThat(upstream.toString()).doesNotContain("gateway-key-1234");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "request-id",
        "anthropic-ratelimit-unified-reset",
        "retry-after",
        "x-should-retry",
        "content-type",
        "x-unheard-of",
        "cf-ray",
        "date",
        "openai-processing-ms"
      })
  void whatTheUpstreamSaysGoesToTheCaller(String name) {
    assertThat(answered(name, "as it is").get(name)).isEqualTo("as it is");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "connection",
        "keep-alive",
        "Transfer-Encoding",
        "content-length",
        "Set-Cookie",
        "alt-svc",
        "strict-transport-security",
        "access-control-allow-origin",
        "x-sluice-channel",
        "x-per-hop"
      })
  void whatIsTheUpstreamsOwnStaysHere(String name) {
    assertThat(answered(name, "1", "connection", "x-per-hop").contains(name)).isFalse();
  }

  private static MultiMap answered(String... upstream) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    for (int i = 0; i < upstream.length; i += 2) {
      headers.add(upstream[i], upstream[i + 1]);
    }
    MultiMap caller = MultiMap.caseInsensitiveMultiMap();
    AnswerHeaders.copy(headers, caller);
    return caller;
  }
}
