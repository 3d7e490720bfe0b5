package dev.sluice.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That every name has one of its own at the upstream, and comes back as it was. */
final class ToolNamesTest {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");

  @Test
  void aNameThatIsSpeltLikeAnotherOnesShortFormKeepsItsOwn() {
    String longName = "n".repeat(200);
    String shortForm = new ToolNames(List.of(longName), LEGAL, ILLEGAL).sent(longName);
    check(Set.of(longName, shortForm));
    check(new LinkedHashSet<>(List.of(longName, shortForm)));
    check(new LinkedHashSet<>(List.of(shortForm, longName)));
  }

  @Test
  void namesThatBeginAlikeOrDifferInWhatIsIllegalStayApart() {
    String start = "n".repeat(199);
    check(
        Set.of(
            start + "a", start + "b", "a.b", "a:b", "a|b", "a b", "a_b", "é", "è", "\ud83d\ude00"));
  }

  @Test
  void anyNamesComeBackAsTheyWere() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      Set<String> names = new LinkedHashSet<>();
      for (int i = 0; i < 20; i++) {
        names.add("ab.:|é_".repeat(1 + random.nextInt(40)).substring(random.nextInt(7)) + i % 7);
      }
      var first = new ToolNames(names, LEGAL, ILLEGAL);
      names.addAll(names.stream().map(first::sent).toList());
      check(names, "seed " + seed);
    }
  }

  private static void check(Set<String> names) {
    check(names, "");
  }

  private static void check(Set<String> names, String seed) {
    var made = new ToolNames(names, LEGAL, ILLEGAL);
    Set<String> sent = new HashSet<>();
    for (String name : names) {
      assertThat(made.sent(name)).as(seed).matches(LEGAL);
      assertThat(made.given(made.sent(name))).as(seed).isEqualTo(name);
      sent.add(made.sent(name));
    }
    assertThat(sent).as(seed).hasSameSizeAs(names);
  }
}
