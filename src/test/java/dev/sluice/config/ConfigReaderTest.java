package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sluice.base.Glob;
import dev.sluice.base.Money;
import dev.sluice.base.Secret;
import dev.sluice.limit.Limits;
import dev.sluice.limit.Window;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.ChannelOption;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigReaderTest {

  private static final String TEMPLATE =
      "{'type': 'anthropic', 'baseUrl': 'https://h.example', 'keys': [{'secret': 'sk-0'}]%s}";

  private static final ConfigReader READER =
      new ConfigReader(SecretSource.of(Map.of("KEY", "sk-from-env"), Path.of("/nowhere")));

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static String channels(String... channels) {
    return "{'channels': [" + String.join(", ", channels) + "]}";
  }

  private static String channel(String more) {
    return TEMPLATE.formatted(more.isEmpty() ? "" : ", " + more);
  }

  private static List<String> problems(String document) {
    var refused =
        catchThrowableOfType(InvalidConfiguration.class, () -> READER.read(json(document)));
    assertThat(refused).as(document).isNotNull();
    return refused.problems().stream().map(Problem::toString).toList();
  }

  @Test
  void anEmptyObjectIsTheEmptyConfiguration() throws Exception {
    assertThat(READER.read(json("{}"))).isEqualTo(Configuration.EMPTY);
    assertThat(READER.read(json("{'$schema': 5, 'channels': []}"))).isEqualTo(Configuration.EMPTY);
  }

  @Test
  void aMinimalChannelTakesTheDefaults() throws Exception {
    assertThat(READER.read(json(channels(channel("")))).channels())
        .containsExactly(
            new ChannelConfig(
                "h-example",
                "h.example",
                Protocol.ANTHROPIC,
                "https://h.example",
                List.of(new KeyConfig(Secret.of("sk-0"), "", "", true)),
                AuthScheme.AUTO,
                true,
                0,
                1,
                List.of(),
                List.of(),
                Map.of(),
                HeaderRules.NONE,
                Optional.empty(),
                Timeouts.DEFAULT,
                false,
                0,
                BigDecimal.ONE,
                Limits.NONE,
                UpstreamOptions.DEFAULT));
  }

  @Test
  void everyMemberIsRead() throws Exception {
    String all =
        """
        {"$schema": "config/sluice.schema.json", "strategy": "random",
         "channels": [{"id": "main", "name": "Main One", "type": "openai-chat",
           "baseUrl": "https://h.example/v1",
           "keys": [{"secret": "env:KEY"}, {"secret": "sk-b", "name": "spare", "enabled": false}],
           "auth": "bearer", "enabled": false, "priority": -3, "weight": 7, "groups": ["g"],
           "models": ["claude-*"], "modelMap": {"a*": "b", "c": "d"},
           "headers": {"set": {"X-Team": "blue"}, "remove": ["X-Other"]},
           "proxy": {"url": "socks5://u:p@127.0.0.1", "fallbackToDirect": true},
           "timeouts": {"connectMs": 1, "firstByteMs": 2, "idleMs": 3},
           "http2": true, "maxConcurrent": 4, "costMultiplier": 1.5,
           "limits": {"budgets": {"5h": "0.25", "total": 100}, "rpm": 5, "tpm": 6, "concurrent": 7,
             "sessions": 8},
           "options": {"developerRole": true, "reasoning": "thinking-effort", "stop": 0}}],
         "mappings": [{"from": "sonnet", "to": "claude-x", "channel": null},
                      {"from": "haiku*", "to": "y", "channel": "main"}],
         "retry": {"maxAttempts": 5, "maxChannels": 6, "totalTimeoutMs": 7},
         "breaker": {"failures": 0, "windowMs": 8, "openMs": 9, "maxOpenMs": 10},
         "probe": {"everyMs": 0, "timeoutMs": 11},
         "stream": {"openAfterMs": 12, "pingAfterMs": 13, "progressMs": 14, "callerStallMs": 15},
         "limits": {"maxBodyBytes": 16, "maxInFlightBodyBytes": 5000000000},
         "timeZone": "Asia/Shanghai",
         "retention": {"requestDays": 17, "requestRows": 18, "hourlyDays": 33, "dailyDays": 34,
                       "sessionDays": 19, "bodyDays": 20, "bodyMegabytes": 21}}
        """;
    assertThat(READER.read(json(all)))
        .isEqualTo(
            new Configuration(
                Strategy.RANDOM,
                List.of(everything()),
                List.of(
                    new Mapping(new Glob("sonnet"), "claude-x", Optional.empty()),
                    new Mapping(new Glob("haiku*"), "y", Optional.of("main"))),
                new RetryConfig(5, 6, Duration.ofMillis(7)),
                new BreakerConfig(
                    0, Duration.ofMillis(8), Duration.ofMillis(9), Duration.ofMillis(10)),
                new ProbeConfig(Duration.ZERO, Duration.ofMillis(11)),
                new StreamConfig(
                    Duration.ofMillis(12),
                    Duration.ofMillis(13),
                    Duration.ofMillis(14),
                    Duration.ofMillis(15)),
                new LimitsConfig(16, OptionalLong.of(5_000_000_000L)),
                ZoneId.of("Asia/Shanghai"),
                new RetentionConfig(
                    Duration.ofDays(17),
                    18,
                    Duration.ofDays(33),
                    Duration.ofDays(34),
                    Duration.ofDays(19),
                    Duration.ofDays(20),
                    21L << 20)));
  }

  private static ChannelConfig everything() {
    return new ChannelConfig(
        "main",
        "Main One",
        Protocol.OPENAI_CHAT,
        "https://h.example/v1",
        List.of(
            new KeyConfig(Secret.of("sk-from-env"), "env:KEY", "", true),
            new KeyConfig(Secret.of("sk-b"), "", "spare", false)),
        AuthScheme.BEARER,
        false,
        -3,
        7,
        List.of("g"),
        List.of(new Glob("claude-*")),
        Map.of(new Glob("a*"), "b", new Glob("c"), "d"),
        new HeaderRules(Map.of("x-team", "blue"), List.of("x-other")),
        Optional.of(new ProxyConfig(URI.create("socks5://u:p@127.0.0.1:1080"), true)),
        new Timeouts(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
        true,
        4,
        new BigDecimal("1.5"),
        new Limits(
            Map.of(
                Window.FIVE_HOURS, Money.parse("0.25"),
                Window.TOTAL, Money.parse("100")),
            Optional.of(5),
            Optional.of(6L),
            Optional.of(7),
            Optional.of(8)),
        new UpstreamOptions(
            Map.of(
                ChannelOption.DEVELOPER_ROLE, BooleanNode.TRUE,
                ChannelOption.REASONING, TextNode.valueOf("thinking-effort"),
                ChannelOption.STOP, IntNode.valueOf(0))));
  }

  @Test
  void anIdIsMadeFromTheName() throws Exception {
    var read =
        READER.read(
            json(
                channels(
                    channel("'name': 'Ünïted — Main  #1'"),
                    channel("'id': 'Own.id_1'"),
                    channel("'name': '主通道'"),
                    channel(""))));
    assertThat(read.channels())
        .extracting(ChannelConfig::id, ChannelConfig::name)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("united-main-1", "Ünïted — Main  #1"),
            org.assertj.core.groups.Tuple.tuple("Own.id_1", "Own.id_1"),
            org.assertj.core.groups.Tuple.tuple("h-example", "主通道"),
            org.assertj.core.groups.Tuple.tuple("h-example-2", "h.example"));
  }

  @Test
  void aPassingThroughChannelNeedsNoKey() throws Exception {
    String document =
        "{'channels': [{'type': 'anthropic', 'baseUrl': 'http://h', 'auth': 'passthrough'}]}";
    assertThat(READER.read(json(document)).channels().getFirst().keys()).isEmpty();
  }

  @Test
  void aSecretComesFromAFileBesideTheDocument(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("key.txt"), "sk-in-file\r\n");
    var reader = new ConfigReader(SecretSource.of(Map.of(), folder));
    var read = reader.read(json(keys("{'secret': 'file:key.txt'}")));
    assertThat(read.channels().getFirst().keys())
        .containsExactly(new KeyConfig(Secret.of("sk-in-file"), "file:key.txt", "", true));
  }

  @Test
  void aMissingReferenceMayStandForItself() throws Exception {
    var reader = new ConfigReader(SecretSource.of(Map.of(), Path.of("/nowhere")).orAsWritten());
    var read = reader.read(json(keys("{'secret': 'env:ABSENT'}")));
    assertThat(read.channels().getFirst().keys())
        .containsExactly(new KeyConfig(Secret.of("env:ABSENT"), "env:ABSENT", "", true));
  }

  @Test
  void aFileThatGivesNoSecretIsNamed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("empty"), "\n");
    var reader = new ConfigReader(SecretSource.of(Map.of(), folder));
    String document = keys("{'secret': 'file:empty'}, {'secret': 'file:absent'}");
    var refused =
        catchThrowableOfType(InvalidConfiguration.class, () -> reader.read(json(document)));
    assertThat(refused)
        .hasMessage(
            "/channels/0/keys/0/secret: the file empty is empty; /channels/0/keys/1/secret:"
                + " the file absent is not there, or is no small text file");
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThat(problems("{'strategi': 1, 'probe': {'everyMs': -1}, 'channels': [{}]}"))
        .containsExactly(
            "/strategi: unknown member (nearest: strategy or stream)",
            "/channels/0/type: missing (expected: anthropic, openai-chat, openai-responses or"
                + " gemini)",
            "/channels/0/baseUrl: missing (expected: http://... or https://...)",
            "/channels/0/keys: missing (expected: an array with at least one key)",
            "/probe/everyMs: -1 (expected: 0 to 2147483647)");
  }

  private static String keys(String keys) {
    return "{'channels': [{'type': 'gemini', 'baseUrl': 'http://h', 'keys': [" + keys + "]}]}";
  }

  record Case(String document, String problem) {}

  static Case refused(String document, String problem) {
    return new Case(document, problem);
  }

  static List<Case> inChannel(String... pairs) {
    var cases = new java.util.ArrayList<Case>();
    for (int i = 0; i < pairs.length; i += 2) {
      String document =
          channels(
              "{'type':'anthropic','baseUrl':'http://h','keys':[{'secret':'s'}]," + pairs[i] + "}");
      cases.add(new Case(document, "/channels/0" + pairs[i + 1]));
    }
    return cases;
  }

  static List<Case> channelCases() {
    return inChannel(
        "'id': 'a b'",
            "/id: no id (expected: up to 64 letters, digits, dots, dashes and underscores)",
        "'id': 7", "/id: a number (expected: a string)",
        "'name': ' '", "/name: empty (expected: a string)",
        "'name': 'a\\nb'", "/name: has a control character (expected: one line of text)",
        "'auth': 'header'",
            "/auth: \"header\" (expected: auto, x-api-key, bearer, both, x-goog-api-key or"
                + " passthrough; nearest: bearer)",
        "'enabled': 'yes'", "/enabled: a string (expected: true or false)",
        "'enabled': null", "/enabled: null (expected: true or false)",
        "'priority': 1.5", "/priority: a number with a fraction (expected: a whole number)",
        "'priority': 3000000000", "/priority: 3000000000 (expected: -2147483648 to 2147483647)",
        "'weight': 0", "/weight: 0 (expected: 1 to 1000000)",
        "'maxConcurrent': -1", "/maxConcurrent: -1 (expected: 0 to 1000000)",
        "'costMultiplier': -0.1", "/costMultiplier: -0.1 (expected: 0 to 1000000)",
        "'costMultiplier': '1'", "/costMultiplier: a string (expected: a number)",
        "'groups': 'g'", "/groups: a string (expected: an array)",
        "'groups': [true]", "/groups/0: true or false (expected: a string)",
        "'models': ['']", "/models/0: empty (expected: a string)",
        "'modelMap': []", "/modelMap: an array (expected: an object)",
        "'modelMap': {'a/b~c': 1}", "/modelMap/a~1b~0c: a number (expected: a string)",
        "'modelMap': {'': 'x'}", "/modelMap/: maps an empty name",
        "'headers': {'add': {}}", "/headers/add: unknown member (known: set, remove)",
        "'headers': {'set': {'x y': 'v'}}", "/headers/set/x y: not the name of a header",
        "'headers': {'set': {'Content-Length': '1'}}",
            "/headers/set/Content-Length: the gateway itself sets this header",
        "'headers': {'set': {'x': 'a\\r\\nb'}}",
            "/headers/set/x: has a character that no header can carry",
        "'headers': {'set': {'x': 'a', 'X': 'b'}}", "/headers/set/X: given twice",
        "'headers': {'set': {'x': 1}}", "/headers/set/x: a number (expected: a string)",
        "'headers': {'remove': ['Host']}", "/headers/remove/0: the gateway itself sets this header",
        "'proxy': {}", "/proxy/url: missing (expected: http://, https:// or socks5://HOST:PORT)",
        "'proxy': {'url': 'socks4://h:1'}",
            "/proxy/url: unknown scheme \"socks4\" (expected: http://, https:// or"
                + " socks5://HOST:PORT)",
        "'proxy': {'url': 'http://u:hidden@h:0'}", "/proxy/url: port 0 (expected: 1 to 65535)",
        "'proxy': {'url': 'http:///x'}",
            "/proxy/url: names no host (expected: http://, https:// or socks5://HOST:PORT)",
        "'proxy': {'url': 'nohost'}",
            "/proxy/url: names no scheme (expected: http://, https:// or socks5://HOST:PORT)",
        "'timeouts': {'connectMs': 0}", "/timeouts/connectMs: 0 (expected: 1 to 2147483647)",
        "'timeouts': {'idle': 1}", "/timeouts/idle: unknown member (nearest: idleMs)",
        "'http2': 1", "/http2: a number (expected: true or false)",
        "'prioritty': 1", "/prioritty: unknown member (nearest: priority)",
        "'schedule': {}", "/schedule: not built yet (expected: absent)",
        "'rules': {}", "/rules: not built yet (expected: absent)",
        "'options': []", "/options: an array (expected: an object)",
        "'options': {'developerrole': true}",
            "/options/developerrole: unknown member (nearest: developerRole)",
        "'options': {'images': 'no'}", "/options/images: a string (expected: true or false)",
        "'options': {'stop': 65}", "/options/stop: 65 (expected: 0 to 64)",
        "'options': {'reasoning': 'efort'}",
            "/options/reasoning: \"efort\" (expected: none, effort, thinking, thinking-effort,"
                + " enable-thinking, chat-template, reasoning, reasoning-format or prompt-mode;"
                + " nearest: effort)",
        "'options': {'efforts': 'low'}", "/options/efforts: a string (expected: an array)",
        "'options': {'efforts': ['low', 'hih']}",
            "/options/efforts/1: \"hih\" (expected: none, minimal, low, medium, high, xhigh or max;"
                + " nearest: high or xhigh)",
        "'options': {'body': 1}", "/options/body: a number (expected: an object)",
        "'hedge': {}", "/hedge: not built yet (expected: absent)");
  }

  static List<Case> documentCases() {
    String expectedTypes = "(expected: anthropic, openai-chat, openai-responses or gemini";
    return List.of(
        refused("", "empty (expected: a JSON object)"),
        refused("[]", "not a JSON object"),
        refused("{} {}", "not valid JSON, line 1, column 4"),
        refused("{'a': sk-hidden}", "not valid JSON, line 1, column 7"),
        refused("{'strategy': 'random', 'strategy': 'random'}", "/strategy: given twice"),
        refused("{'channels': [{'type': 'x', 'type': 'y'}]}", "/channels/0/type: given twice"),
        refused(
            "{'a': " + "[".repeat(40) + "]".repeat(40) + "}",
            "nested or sized beyond the limits (expected: depth 32)"),
        refused(
            "{'strategy': 'failovr'}",
            "/strategy: \"failovr\" (expected: round-robin, random or failover; nearest:"
                + " failover)"),
        refused(
            "{'strategy': 'zzzzzzzzzzzzzzzzzzzzzzzz'}",
            "/strategy: \"zzzzzzzzzzzzzzzzzzzzzzzz\" (expected: round-robin, random or failover;"
                + " nothing is near)"),
        refused(
            "{'strategy': 'economic'}",
            "/strategy: \"economic\" is not built yet (expected: round-robin, random or failover)"),
        refused("{'strategy': null}", "/strategy: null (expected: a string)"),
        refused("{'logHeaders': []}", "/logHeaders: not built yet (expected: absent)"),
        refused(
            "{'timeZone': 'Berlin'}",
            "/timeZone: no time zone \"Berlin\" (expected: a name such as Europe/Berlin,"
                + " Asia/Shanghai or UTC)"),
        refused(
            channels(channel("'limits': {'rpm': 0}")),
            "/channels/0/limits/rpm: 0 (expected: 1 to 1000000)"),
        refused(
            channels(channel("'limits': {'budgets': {'day': 0}}")),
            "/channels/0/limits/budgets/day: a number (expected: US dollars above 0 such as"
                + " \"1.50\")"),
        refused(
            channels(channel("'limits': {'budgets': {'year': 1}}")),
            "/channels/0/limits/budgets/year: unknown member (known: 5h, day, week, month,"
                + " total)"),
        refused(
            "{'retention': {'hourlyDays': 1}}", "/retention/hourlyDays: 1 (expected: 32 to 36500)"),
        refused(
            "{'zzzzzzzzzzzzzzzzzzzzzzzzzz': 1}",
            "/zzzzzzzzzzzzzzzzzzzzzzzzzz: unknown member (known: $schema, strategy, channels,"
                + " mappings, retry, breaker, probe, stream, limits, timeZone, retention)"),
        refused("{'channels': {}}", "/channels: an object (expected: an array)"),
        refused("{'channels': [3]}", "/channels/0: a number (expected: an object)"),
        refused(
            channels(channel("'id': 'a'"), channel("'id': 'a'")),
            "/channels/1/id: \"a\" is already the id of /channels/0 (expected: an id of its own)"),
        refused(
            channels(channel("'name': 'A b'"), channel("'name': 'a  B'")),
            "/channels/1/id: \"a-b\" is already the id of /channels/0 (expected: an id of its"
                + " own)"),
        refused(
            "{'channels': [{'type': 'kiro', 'baseUrl': 'http://h', 'keys': [{'secret': 's'}]}]}",
            "/channels/0/type: \"kiro\" is not built yet " + expectedTypes + ")"),
        refused(
            "{'channels': [{'type': 'antropic', 'baseUrl': 'http://h', 'keys': [{'secret':"
                + " 's'}]}]}",
            "/channels/0/type: \"antropic\" " + expectedTypes + "; nearest: anthropic)"),
        refused(
            "{'channels': [{'type': 'gemini', 'baseUrl': 'h', 'keys': [{'secret': 's'}]}]}",
            "/channels/0/baseUrl: must begin with http:// or https://"),
        refused(
            "{'channels': [{'type': 'gemini', 'baseUrl': 'http://u:p@h', 'keys': [{'secret':"
                + " 's'}]}]}",
            "/channels/0/baseUrl: carries a user name; a key belongs into keys"),
        refused(
            keys(""), "/channels/0/keys: empty (expected: at least one key, or auth passthrough)"),
        refused(keys("'sk-hidden'"), "/channels/0/keys/0: a string (expected: an object)"),
        refused(
            keys("{}"),
            "/channels/0/keys/0/secret: missing (expected: a key, env:NAME or file:PATH)"),
        refused(
            keys("{'secret': ''}"),
            "/channels/0/keys/0/secret: empty (expected: a key, env:NAME or file:PATH)"),
        refused(keys("{'secret': 5}"), "/channels/0/keys/0/secret: a number (expected: a string)"),
        refused(
            keys("{'secret': 'sealed:hidden'}"),
            "/channels/0/keys/0/secret: is no sealed secret (expected: sealed:KEYID:... as the"
                + " gateway wrote it)"),
        refused(
            keys("{'secret': 'sealed:00112233:hiddenhidden'}"),
            "/channels/0/keys/0/secret: sealed with key 00112233, which is not here (there is none;"
                + " set SLUICE_SECRET_KEY or put back secret.key, or give the key anew)"),
        refused(
            keys("{'secret': 'env:ABSENT'}"),
            "/channels/0/keys/0/secret: the variable ABSENT is not set"),
        refused(
            keys("{'secret': 'env:sk-hidden'}"),
            "/channels/0/keys/0/secret: names no variable (expected: env:NAME)"),
        refused(
            keys("{'secret': 'a\\nhidden'}"),
            "/channels/0/keys/0/secret: has a control character (expected: one line of text)"),
        refused(
            keys("{'secret': 'sk-hidden'}, {'secret': 'sk-hidden', 'name': 'b'}"),
            "/channels/0/keys/1: the same secret as an earlier key"),
        refused(
            keys("{'secret': 's', 'sk-ant-hidden-hidden': true}"),
            "/channels/0/keys/0: unknown member (known: secret, name, enabled)"),
        refused(
            keys("{'secret': 's', 'nam': 'x'}"),
            "/channels/0/keys/0/nam: unknown member (nearest: name)"),
        refused(
            "{'mappings': [{'to': 'x'}]}", "/mappings/0/from: missing (expected: a model's name)"),
        refused(
            "{'mappings': [{'from': 'x'}]}", "/mappings/0/to: missing (expected: a model's name)"),
        refused(
            "{'mappings': [{'from': 'x', 'to': 'y', 'channel': 'main'}]}",
            "/mappings/0/channel: no channel \"main\" (there is none)"),
        refused(
            "{'mappings': [{'from': 'x', 'to': 'y', 'channel': 'mian'}], 'channels': ["
                + channel("'id': 'main'")
                + "]}",
            "/mappings/0/channel: no channel \"mian\" (nearest: main)"),
        refused("{'retry': 1}", "/retry: a number (expected: an object)"),
        refused("{'retry': {'maxAttempts': 0}}", "/retry/maxAttempts: 0 (expected: 1 to 100)"),
        refused("{'retry': {'maxChannels': 101}}", "/retry/maxChannels: 101 (expected: 1 to 100)"),
        refused(
            "{'retry': {'totalTimeoutMs': 0}}",
            "/retry/totalTimeoutMs: 0 (expected: 1 to 2147483647)"),
        refused("{'breaker': {'failures': -1}}", "/breaker/failures: -1 (expected: 0 to 1000000)"),
        refused(
            "{'breaker': {'openMs': 99999999999999999999999999999999999999999999}}",
            "/breaker/openMs: 9999999999999999999999999999999999999999... (expected: 1 to"
                + " 2147483647)"),
        refused("{'probe': {'timeoutMs': 0}}", "/probe/timeoutMs: 0 (expected: 1 to 2147483647)"),
        refused(
            "{'stream': {'pingAfterMs': 0}}", "/stream/pingAfterMs: 0 (expected: 1 to 2147483647)"),
        refused(
            "{'limits': {'maxBodyBytes': 0}}",
            "/limits/maxBodyBytes: 0 (expected: 1 to 1073741824)"),
        refused(
            "{'limits': {'maxInFlightBodyBytes': 0}}",
            "/limits/maxInFlightBodyBytes: 0 (expected: 1 to 9223372036854775807)"));
  }

  @ParameterizedTest
  @MethodSource({"documentCases", "channelCases"})
  void whatIsWrongIsToldExactly(Case wrong) {
    assertThat(problems(wrong.document())).containsExactly(wrong.problem());
  }

  @Test
  void aDocumentBeyondTheLimitIsNotEvenParsed() {
    var refused =
        catchThrowableOfType(
            InvalidConfiguration.class, () -> READER.read(new byte[Document.MAX_BYTES + 1]));
    assertThat(refused).hasMessage("4194305 bytes (expected: at most 4194304)");
  }

  @Test
  void noProblemQuotesASecret() {
    assertThat(documentCases()).noneMatch(wrong -> wrong.problem().contains("hidden"));
    assertThat(channelCases()).noneMatch(wrong -> wrong.problem().contains("hidden"));
  }

  @Test
  void whatIsPrintedReadsTheSame() throws Exception {
    var document = Document.parse(json("{'channels': [], 'x': {'y': [1.50, 1e3]}, 'z': {}}"));
    assertThat(new String(Document.print(document), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {
              "channels": [],
              "x": {
                "y": [
                  1.50,
                  1E+3
                ]
              },
              "z": {}
            }
            """);
    assertThat(Document.parse(Document.print(document))).isEqualTo(document);
  }
}
