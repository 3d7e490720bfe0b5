package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorTextTest {

  @Test
  void whatLooksLikeAKeyIsNotQuoted() {
    String body = "{\"error\":{\"message\":\"Bad key: sk-proj-0123456789abcdefghij.\"}}";
    assertThat(ErrorText.of(body.getBytes(UTF_8))).isEqualTo("Bad key: sk-proj****hij.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'error','error':{'type':'api_error','message':'no luck'}}|no luck",
        "{'error':'no luck'}|no luck",
        "{'error':{'message':{'detail':'no luck'}}}|no luck",
        "{'message':'no luck','code':3}|no luck",
        "{'code':'1113','msg':'no luck'}|no luck",
        "{'detail':'no luck'}|no luck",
        "{'detail':[{'loc':['body'],'msg':'no luck'},{'msg':'at all'}]}|no luck; at all",
        "{'errors':[{'message':'no luck'}]}|no luck",
        "[{'error':{'code':503,'message':'no luck'}}]|no luck",
        "{'base_resp':{'status_code':1008,'status_msg':'no luck'}}|no luck",
        "{'type':'response.failed','response':{'error':{'code':'x','message':'no luck'}}}|no luck",
        "{'error':{'code':7}}|{'error':{'code':7}}",
        "<html><head><title>502 Bad Gateway</title></head><body>x</body></html>|502 Bad Gateway",
        "<p>no <b>luck</b></p><script>x()</script>|no luck",
        "no luck|no luck",
        "{broken|{broken",
      })
  void findsTheWords(String body, String words) {
    assertThat(ErrorText.of(body.replace('\'', '"').getBytes(UTF_8)))
        .isEqualTo(words.replace('\'', '"'));
  }

  @Test
  void isOneShortLine() {
    String text = ErrorText.of(("a\r\n\tb\u0007c\u2028\u202E" + "🙂".repeat(400)).getBytes(UTF_8));
    assertThat(text).startsWith("a b c 🙂").endsWith("🙂…").doesNotContain("\n");
    assertThat(text.length()).isLessThanOrEqualTo(ErrorText.LONGEST);
  }

  @Test
  void nothingSaysNothing() {
    assertThat(ErrorText.of(new byte[0])).isEmpty();
    assertThat(ErrorText.of(" \n".getBytes(UTF_8))).isEmpty();
  }
}
