package dev.sluice.app;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** What the upstreams of the demo answer, by the model that is asked for. */
final class DemoScript {

  /** The model of the two questions that the demo shows in the terminal. */
  static final String MODEL = "claude-demo";

  private static final List<String> SENTENCES =
      List.of(
          "The test fails because the clock is read twice and midnight lies between both readings.",
          "I take the time once, at the edge, and hand it on as a value.",
          "Three callers relied on the old behaviour, and each of them is changed in the same commit.",
          "Here is the smallest change that makes the build pass again.",
          "The query scans the whole table, since no index starts with the column that is compared.",
          "With the index in place the page is answered in four milliseconds.",
          "I left the public names alone, so nothing outside this package has to change.",
          "One question remains: should an empty list be an error, or simply nothing to do?");

  private static final int OVERLOADED_OF_A_HUNDRED = 7;

  private DemoScript() {}

  /** Says this once, and is out of quota from then on. */
  static Function<String, DemoAnswer> once(String words) {
    var left = new AtomicInteger(1);
    return _ ->
        left.getAndDecrement() > 0
            ? shown(words)
            : new DemoAnswer.Refusal(
                400,
                "invalid_request_error",
                "Your credit balance is too low to access the Anthropic API.");
  }

  /** Says this in the terminal; else it works for the team, and is overloaded now and then. */
  static Function<String, DemoAnswer> busy(String words, RandomGenerator chance) {
    return model -> {
      if (model.equals(MODEL)) {
        return shown(words);
      }
      return chance.nextInt(100) < OVERLOADED_OF_A_HUNDRED
          ? new DemoAnswer.Refusal(529, "overloaded_error", "Overloaded")
          : work(chance);
    };
  }

  /** Works for the team. */
  static Function<String, DemoAnswer> calm(RandomGenerator chance) {
    return _ -> work(chance);
  }

  private static DemoAnswer shown(String words) {
    return new DemoAnswer.Words(words, 45, 12, 0);
  }

  private static DemoAnswer work(RandomGenerator chance) {
    String text =
        chance
            .ints(chance.nextInt(2, 9), 0, SENTENCES.size())
            .mapToObj(SENTENCES::get)
            .collect(Collectors.joining(" "));
    return new DemoAnswer.Words(
        text,
        chance.nextInt(30, 130),
        chance.nextInt(400, 4_000),
        chance.nextInt(10) == 0 ? 0 : chance.nextInt(8_000, 60_000));
  }
}
