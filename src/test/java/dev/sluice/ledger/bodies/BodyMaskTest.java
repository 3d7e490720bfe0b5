package dev.sluice.ledger.bodies;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyMaskTest {

  private static final int RUNS = 3_000;
  private static final BodyMask MASK = new BodyMask(() -> List.of(Secret.of("plain words, known")));

  private static String masked(String text) {
    return MASK.masked(text, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"api_key":"abc","b":1} | {"api_key":"****","b":1}
          {"apiKey" : "a\\"b", "b":1} | {"apiKey" : "****", "b":1}
          {"x-api-key":"a\\\\","b":"c"} | {"x-api-key":"****","b":"c"}
          {"Client_Secret":"abc"} | {"Client_Secret":"****"}
          {"password":12345,"b":2} | {"password":****,"b":2}
          {"password":null,"secret":{"a":"b"}} | {"password":null,"secret":{"a":"b"}}
          {"arguments":"{\\"password\\":\\"a b\\",\\"c\\":1}"} | {"arguments":"{\\"password\\":\\"****\\",\\"c\\":1}"}
          {"a":"{\\"b\\":\\"{\\\\\\"token\\\\\\":1,\\\\\\"refresh_token\\\\\\":\\\\\\"x\\\\\\"}\\"}"} | {"a":"{\\"b\\":\\"{\\\\\\"token\\\\\\":1,\\\\\\"refresh_token\\\\\\":\\\\\\"****\\\\\\"}\\"}"}
          {"text":"curl -H 'x-api-key: abc' -H 'a: b'"} | {"text":"curl -H 'x-api-key: ****' -H 'a: b'"}
          {"text":"Authorization: Bearer abc def\\nhost: a"} | {"text":"Authorization: ****\\nhost: a"}
          {"text":"Cookie: a=b; c=d"} | {"text":"Cookie: ****"}
          export ANTHROPIC_AUTH_TOKEN=abc && run | export ANTHROPIC_AUTH_TOKEN=**** && run
          /v1beta/models?key=AIzaSyA-0123456789abcdefghijk&a=b | /v1beta/models?key=AIzaSyA****hijk&a=b
          {"text":"it is\\nsk-ant-api03-0123456789abcdef."} | {"text":"it is\\nsk-ant-****def."}
          use bearer abcdefghijklmnop1 now | use bearer **** now
          {"text":"say plain words, known, twice"} | {"text":"say ****nown, twice"}
          """)
  void credentialsAreTakenOut(String text, String expected) {
    assertThat(masked(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"max_tokens\":9,\"usage\":{\"input_tokens\":3},\"logprobs\":[{\"token\":\"a\"}]}",
        "{\"text\":\"a task-force of disk-usage-analysis-tools, bearer of bad news\"}",
        "event: content_block_delta\ndata: {\"delta\":{\"text\":\"hi\\nthere\"}}\n\n",
        "C:\\new\\users \\u0041 \\",
        "basic understanding of passwords and cookies",
        "{\"password\":",
        ""
      })
  void whatIsNoCredentialIsLeftAlone(String text) {
    assertThat(masked(text)).isEqualTo(text);
  }

  @Test
  void aPrivateKeyIsTakenOutToItsEnd() {
    assertThat(masked("a -----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----"))
        .isEqualTo("a -----BEGIN RSA PRIVATE KEY-----****-----END RSA PRIVATE KEY-----");
    assertThat(masked("-----BEGIN PRIVATE KEY-----\nMIIE")).doesNotContain("MIIE");
    assertThat(masked("-----BEGIN CERTIFICATE-----\nMIIE")).contains("MIIE");
  }

  @Test
  void aKnownSecretThatMayBeAWordIsLeftAlone() {
    var words = new BodyMask(() -> List.of(Secret.of("ollama")));
    assertThat(words.masked("ask ollama", true)).isEqualTo("ask ollama");
  }

  @Test
  void aKnownSecretThatTheCutGoesThroughIsTakenOutToo() {
    assertThat(MASK.masked("he said plain words, kn", true)).isEqualTo("he said ****");
  }

  @Test
  void noCredentialSurvivesHoweverDeepItLiesAndWhereverTheTextIsCut() {
    long seed = ThreadLocalRandom.current().nextLong();
    var random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      String secret = "Marker" + Long.toString(random.nextLong() >>> 1, 36);
      String text = nested(random, secret);
      int end = random.nextBoolean() ? text.length() : random.nextInt(text.length() + 1);
      assertThat(masked(text.substring(0, end)))
          .as("seed %d, run %d: %s", seed, run, text.substring(0, end))
          .doesNotContain("Marker");
    }
  }

  @Test
  void whatWasJsonBeforeAndHasNoNumbersForCredentialsIsJsonAfterwards() throws Exception {
    long seed = ThreadLocalRandom.current().nextLong();
    var random = new Random(seed);
    var json = JsonMapper.builder().build();
    for (int run = 0; run < RUNS; run++) {
      String text = nested(random, "x" + random.nextInt());
      assertThat(json.readTree(masked(text))).as("seed %d: %s", seed, text).isNotNull();
    }
  }

  @Test
  void noTextWhateverBreaksIt() {
    long seed = ThreadLocalRandom.current().nextLong();
    var random = new Random(seed);
    String alphabet =
        "\\\\\\\"\"': =\n,{}[]sk-AIzanu0041bearer password api_key-----BEGIN PRIVATE KEY";
    for (int run = 0; run < RUNS; run++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(120); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(MASK.masked(text.toString(), true)).as("seed %d: %s", seed, text).isNotNull();
    }
  }

  /** Objects in strings in objects, with the secret in members that are named like a credential. */
  private static String nested(Random random, String secret) {
    String value = odd(random) + secret + odd(random);
    ObjectNode inner = JsonNodeFactory.instance.objectNode();
    inner.put("before", "a \"quoted\" word\\");
    inner.put(pick(random, "api_key", "Authorization", "x-goog-api-key", "dbPassword"), value);
    inner.put("after", 1);
    String text = inner.toString();
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      ObjectNode outer = JsonNodeFactory.instance.objectNode();
      outer.put("partial_json", text);
      outer.put(pick(random, "secret", "cookie"), secret);
      text = random.nextBoolean() ? outer.toString() : outer.toPrettyString();
    }
    return text;
  }

  private static String odd(Random random) {
    return pick(random, "", "\"", "\\", "\\\"", "a b", "\n", "é", "'", "\\\\\"x", "{");
  }

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
