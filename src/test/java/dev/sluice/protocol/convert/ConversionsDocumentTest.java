package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.convert.Treatment.Kind;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The document of conversions says what the code does, or this says how to make it so. */
final class ConversionsDocumentTest {

  private static final Path DOCUMENT = Path.of("docs/conversions.md");
  private static final String REWRITE =
      "mvn -Dtest=ConversionsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dconversions.write=true test";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

  static Stream<Arguments> everyPieceForEveryCaller() {
    return AnswerPiece.all().stream()
        .flatMap(
            piece -> Arrays.stream(Protocol.values()).map(caller -> Arguments.of(piece, caller)));
  }

  @Test
  void theDocumentSaysWhatTheCodeDoes() throws Exception {
    String text = Files.readString(DOCUMENT);
    int mark = text.indexOf(ConversionsDocument.MARK);
    assertThat(mark).as("the line %s", ConversionsDocument.MARK.strip()).isPositive();
    String introduction = text.substring(0, mark + ConversionsDocument.MARK.length());
    String now = introduction + ConversionsDocument.generated();
    if (Boolean.getBoolean("conversions.write")) {
      Files.writeString(DOCUMENT, now);
      return;
    }
    assertThat(firstDifference(text, now))
        .as("%s is out of date; this rewrites it: %s", DOCUMENT, REWRITE)
        .isEmpty();
  }

  private static String firstDifference(String written, String told) {
    List<String> one = written.lines().toList();
    List<String> other = told.lines().toList();
    for (int at = 0; at < Math.max(one.size(), other.size()); at++) {
      String here = at < one.size() ? one.get(at) : "(nothing)";
      String there = at < other.size() ? other.get(at) : "(nothing)";
      if (!here.equals(there)) {
        return "line " + (at + 1) + ": " + here + "\nthe code says: " + there;
      }
    }
    return "";
  }

  @ParameterizedTest
  @MethodSource("everyPieceForEveryCaller")
  void aCallerIsToldOfAPieceWhatTheTableSays(AnswerPiece piece, Protocol caller) {
    List<StreamEvent> story = Listener.story(piece.events(), StopReason.END_TURN);
    boolean told = piece.at(caller).kind() != Kind.DROPPED;
    var listener = Listener.of(caller);
    assertThat(says(listener.stream(story))).as(listener.stream(story)).isEqualTo(told);
    String whole = listener.whole(story).toString();
    assertThat(says(whole)).as(whole).isEqualTo(told);
  }

  /* Signatures travel as base64, some of them inside of another. */
  private static boolean says(String text) {
    return text.contains(PartSamples.MARK)
        || BASE64.matcher(text).results().anyMatch(match -> decoded(match.group()));
  }

  private static boolean decoded(String base64) {
    try {
      String standard = base64.replace('-', '+').replace('_', '/');
      return new String(Base64.getDecoder().decode(standard), UTF_8).contains(PartSamples.MARK);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(StopReason.class)
  void aWholeAnswerEndsForTheReasonOfTheStream(StopReason reason) {
    for (Protocol caller : Protocol.values()) {
      Listener each = Listener.of(caller);
      var whole = each.whole(Listener.story(List.of(), reason));
      assertThat(AnswerTables.reason(whole))
          .as(each.name())
          .isEqualTo(AnswerTables.told(each, reason));
    }
  }
}
