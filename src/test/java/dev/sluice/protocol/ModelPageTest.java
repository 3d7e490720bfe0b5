package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelPageTest {

  private static Optional<ModelPage> read(Protocol protocol, String json) {
    return ModelPage.read(protocol, json.replace('\'', '"').getBytes(UTF_8));
  }

  @Test
  void everyProtocolsListIsUnderstood() {
    var ofAnthropic = read(Protocol.ANTHROPIC, "{'data':[{'id':'a'},{'id':'b'}],'has_more':false}");
    assertThat(ofAnthropic.orElseThrow().ids()).containsExactly("a", "b");
    assertThat(read(Protocol.OPENAI_CHAT, "{'data':[{'id':'a/b:c'}]}").orElseThrow().ids())
        .containsExactly("a/b:c");
    assertThat(read(Protocol.OPENAI_RESPONSES, "[{'id':'bare'}]").orElseThrow().ids())
        .containsExactly("bare");
    var ofGemini =
        read(
            Protocol.GEMINI,
            "{'models':[{'name':'models/g','supportedGenerationMethods':['generateContent']},"
                + "{'name':'models/embedding','supportedGenerationMethods':['embedContent']},"
                + "{'name':'models/new'},{'name':'tunedModels/x'}]}");
    assertThat(ofGemini.orElseThrow().ids()).containsExactly("g", "new");
  }

  @Test
  void theNextPageIsAskedForAsTheProtocolHasIt() {
    assertThat(
            read(Protocol.ANTHROPIC, "{'data':[],'has_more':true,'last_id':'a b'}")
                .orElseThrow()
                .next())
        .isEqualTo("after_id=a+b");
    assertThat(read(Protocol.GEMINI, "{'models':[],'nextPageToken':'t&1'}").orElseThrow().next())
        .isEqualTo("pageToken=t%261");
    assertThat(
            read(Protocol.ANTHROPIC, "{'data':[],'has_more':false,'last_id':'a'}")
                .orElseThrow()
                .next())
        .isEmpty();
    assertThat(read(Protocol.ANTHROPIC, "{'data':[],'has_more':true,'last_id':null}"))
        .hasValueSatisfying(page -> assertThat(page.next()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "7", "{}", "{'data':{}}", "<html>"})
  void whatIsNoListIsNone(String answer) {
    assertThat(read(Protocol.ANTHROPIC, answer)).isEmpty();
  }

  @Test
  void oddNamesAreLeftOut() {
    String tooLong = "x".repeat(ModelPage.LONGEST_NAME + 1);
    assertThat(
            read(
                    Protocol.OPENAI_CHAT,
                    "{'data':[{'id':''},{'id':' '},{'id':null},7,{},{'id':'a\\u0000'},{'id':'"
                        + tooLong
                        + "'},{'id':'good'},{'id':'good'}]}")
                .orElseThrow()
                .ids())
        .containsExactly("good");
  }

  @Test
  void noMoreThanAThousandAreKept() {
    String many =
        IntStream.range(0, ModelPage.MOST_MODELS + 5)
            .mapToObj(i -> "{'id':'m" + i + "'}")
            .collect(Collectors.joining(",", "{'data':[", "],'has_more':true,'last_id':'x'}"));
    var page = read(Protocol.ANTHROPIC, many).orElseThrow();
    assertThat(page.ids()).hasSize(ModelPage.MOST_MODELS);
    var one = read(Protocol.ANTHROPIC, "{'data':[{'id':'first'}]}").orElseThrow();
    assertThat(one.and(page).ids()).hasSize(ModelPage.MOST_MODELS).startsWith("first", "m0");
    assertThat(one.and(page).next()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anyDocumentIsReadOrIsNone(Protocol protocol) {
    Property.holds(
        500,
        chance -> {
          var text =
              new StringBuilder(
                  "{\"data\":[{\"id\":\"a\"}],\"models\":[{\"name\":\"models/a\","
                      + "\"supportedGenerationMethods\":[\"generateContent\"]}],\"has_more\":true,"
                      + "\"last_id\":\"a\",\"nextPageToken\":\"a\"}");
          for (int i = chance.nextInt(4); i > 0; i--) {
            int at = chance.nextInt(text.length());
            text.setCharAt(at, "{}[]\",:0 n\\".charAt(chance.nextInt(11)));
          }
          byte[] json = text.toString().getBytes(UTF_8);
          ModelPage.read(protocol, json)
              .ifPresent(page -> assertThat(page.ids()).hasSizeLessThan(3));
        });
  }
}
