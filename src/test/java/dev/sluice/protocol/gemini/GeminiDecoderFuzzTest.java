package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Property;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.StreamText;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded: the seed is named when a case fails. */
final class GeminiDecoderFuzzTest {

  private static final List<String> PARTS =
      List.of(
          "{'text':'a'}",
          "{'text':''}",
          "{'text':' '}",
          "{'text':'t','thought':true}",
          "{'text':'','thoughtSignature':'c2ln'}",
          "{'text':'x','thoughtSignature':'c2ln'}",
          "{'text':'t','thought':true,'thoughtSignature':'c2ln'}",
          "{'functionCall':{'name':'f'}}",
          "{'functionCall':{'name':'f','args':{'a':[1]}},'thoughtSignature':'c2ln'}",
          "{'functionCall':{'name':'f','args':7}}",
          "{'functionCall':{'name':'f','willContinue':true}}",
          "{'functionCall':{'partialArgs':[{'jsonPath':'$.a[0]','stringValue':'s'}],"
              + "'willContinue':true}}",
          "{'functionCall':{'partialArgs':[{'jsonPath':'$.a','numberValue':1},"
              + "{'jsonPath':'$[99999].b','stringValue':'s'},{'jsonPath':'nonsense'}]}}",
          "{'functionCall':{}}",
          "{'functionCall':null}",
          "{'inlineData':{'mimeType':'image/png','data':'AA=='}}",
          "{'executableCode':{'code':'x'}}",
          "{'toolCall':{}}",
          "{'brandNew':{}}",
          "{'thought':true}",
          "7",
          "null");

  private static String stream(Random chance) {
    var stream = new StringBuilder();
    for (int i = chance.nextInt(8); i > 0; i--) {
      var parts = new ArrayList<String>();
      for (int j = chance.nextInt(4); j > 0; j--) {
        parts.add(PARTS.get(chance.nextInt(PARTS.size())));
      }
      stream.append(
          Cases.chunk(
              String.join(",", parts),
              List.of("", "", "STOP", "MAX_TOKENS", "SAFETY", "MALFORMED_FUNCTION_CALL")
                  .get(chance.nextInt(6))));
    }
    return stream.toString();
  }

  private static List<StreamEvent> cut(String stream, Random chance) throws Exception {
    var events = new ArrayList<StreamEvent>();
    var decoder =
        GeminiUpstream.INSTANCE
            .write(Cases.draft().request(), Cases.target(Cases.THIRD), new Losses())
            .decoder(events::add);
    var framer = new SseFramer(decoder::event);
    byte[] bytes = stream.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; ) {
      int length = Math.min(bytes.length - from, 1 + chance.nextInt(40));
      framer.feed(bytes, from, length);
      from += length;
    }
    framer.rest().ifPresent(decoder::event);
    decoder.finish();
    return events;
  }

  @Test
  void anyPartsInAnyOrderMakeALegalSequence() {
    Property.holds(3_000, chance -> Cases.decoded(stream(chance)));
  }

  @Test
  void anyCutOfTheBytesGivesTheSameEvents() {
    Property.holds(
        300,
        chance -> {
          String stream = stream(chance);
          assertThat(cut(stream, chance)).isEqualTo(Cases.decoded(stream));
        });
  }

  @Test
  void streamsOfAnySpellingMakeALegalSequence() {
    Property.holds(
        500, chance -> Cases.decoded(new String(StreamText.of(Protocol.GEMINI, chance), UTF_8)));
  }

  @Test
  void brokenStreamsMakeALegalSequence() {
    Property.holds(
        3_000,
        chance -> {
          var broken = new StringBuilder(stream(chance));
          for (int i = chance.nextInt(6); i > 0 && !broken.isEmpty(); i--) {
            int at = chance.nextInt(broken.length());
            if (chance.nextBoolean()) {
              broken.deleteCharAt(at);
            } else {
              broken.setCharAt(at, "{}[]\",:0 n\\".charAt(chance.nextInt(11)));
            }
          }
          Cases.decoded(broken.toString());
        });
  }
}
