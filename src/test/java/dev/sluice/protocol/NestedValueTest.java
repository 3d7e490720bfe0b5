package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NestedValueTest {

  private static final String[] OUTSIDE = {"{", "}", "[", "]", "{", "[", ",", ":", " ", "1", "y_"};
  private static final String[] INSIDE = {
    "\\\"", "\\\\", "\\n", "{", "}", "[", "]", ",", "é", "漢", "y", "x".repeat(40), ""
  };

  @Test
  void stringsAndBracketsAreFollowedWhereverTheyStand() {
    Property.holds(
        20_000,
        chance -> {
          byte[] bytes = ("  " + text(chance)).getBytes(UTF_8);
          int from = chance.nextInt(3);
          bytes[from] = (byte) (chance.nextBoolean() ? '{' : '[');
          assertThat(NestedValue.behind(bytes, from, bytes.length))
              .as(new String(bytes, UTF_8))
              .isEqualTo(oneByOne(bytes, from));
        });
  }

  @Test
  void whatIsNoJsonIsPassedInTheSameWayOrNotAtAll() {
    Property.holds(
        20_000,
        chance -> {
          byte[] bytes = ("{" + text(chance)).getBytes(UTF_8);
          for (int i = chance.nextInt(4); i > 0; i--) {
            bytes[chance.nextInt(bytes.length)] = (byte) "\\\"}] ".charAt(chance.nextInt(5));
          }
          bytes[0] = '{';
          int passed = NestedValue.behind(bytes, 0, bytes.length);
          if (passed >= 0) {
            assertThat(passed).as(new String(bytes, UTF_8)).isEqualTo(oneByOne(bytes, 0));
          }
        });
  }

  @Test
  void bytesBehindTheEndAreNotLookedAt() {
    byte[] bytes = "[1]]".getBytes(UTF_8);
    assertThat(NestedValue.behind(bytes, 0, 2)).isEqualTo(-1);
    assertThat(NestedValue.behind(bytes, 0, 4)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 200})
  void sixtyFourLevelsAreFollowed(int levels) {
    byte[] bytes = ("[".repeat(levels) + "]".repeat(levels)).getBytes(UTF_8);
    assertThat(NestedValue.behind(bytes, 0, bytes.length)).isEqualTo(levels > 64 ? -1 : 2 * levels);
  }

  private static String text(Random chance) {
    var text = new StringBuilder(" ");
    for (int i = chance.nextInt(40); i > 0; i--) {
      text.append(OUTSIDE[chance.nextInt(OUTSIDE.length)]);
      if (chance.nextInt(3) == 0) {
        text.append('"');
        for (int j = chance.nextInt(12); j > 0; j--) {
          text.append(INSIDE[chance.nextInt(INSIDE.length)]);
        }
        text.append('"');
      }
    }
    return text.toString();
  }

  /** The same as plainly as it can be said. */
  private static int oneByOne(byte[] bytes, int from) {
    Deque<Integer> open = new ArrayDeque<>();
    boolean inString = false;
    for (int at = from; at < bytes.length; at++) {
      int next = bytes[at];
      if (next == '\\') {
        at++;
      } else if (next == '"') {
        inString = !inString;
      } else if (!inString && (next == '{' || next == '[')) {
        open.push(next);
      } else if (!inString && (next == '}' || next == ']')) {
        if (open.pop() != next - 2) {
          return -1;
        }
        if (open.isEmpty()) {
          return at + 1;
        }
      }
    }
    return -1;
  }
}
