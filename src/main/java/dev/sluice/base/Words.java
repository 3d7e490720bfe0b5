package dev.sluice.base;

import java.util.Arrays;
import java.util.List;

/**
 * A sentence for people, as its template and what fills the gaps, so that it can be said in another
 * language too. Templates are literals where they are used: a test collects them from there and
 * demands their translations.
 *
 * @param template with {@code {}} for each gap
 */
public record Words(String template, List<Argument> arguments) {

  /** Nothing is said. */
  public static final Words NONE = new Words("", List.of());

  private static final String GAP = "{}";

  /** What fills a gap. */
  public sealed interface Argument {

    String text();
  }

  /** A name, a number, or what somebody else said: the same in every language. */
  public record Text(String text) implements Argument {}

  /** A part of the sentence. */
  public record Part(Words words) implements Argument {

    @Override
    public String text() {
      return words.text();
    }
  }

  public Words {
    arguments = List.copyOf(arguments);
    if (gaps(template) != arguments.size()) {
      throw new IllegalArgumentException(
          "\"" + template + "\": " + arguments.size() + " arguments (expected: one for each gap)");
    }
  }

  /* Plans of requests make some: no regular expression for it. */
  private static int gaps(String template) {
    int count = 0;
    for (int at = template.indexOf(GAP); at >= 0; at = template.indexOf(GAP, at + GAP.length())) {
      count++;
    }
    return count;
  }

  /**
   * @param template a literal
   * @param arguments {@code Words}, or what is the same in every language
   */
  public static Words words(String template, Object... arguments) {
    return new Words(template, Arrays.stream(arguments).map(Words::argument).toList());
  }

  /** What is the same in every language. */
  public static Words asIs(String text) {
    return words(GAP, text);
  }

  public boolean isEmpty() {
    return template.isEmpty();
  }

  /** In English. */
  public String text() {
    var text = new StringBuilder();
    int from = 0;
    for (Argument argument : arguments) {
      int gap = template.indexOf(GAP, from);
      text.append(template, from, gap).append(argument.text());
      from = gap + GAP.length();
    }
    return text.append(template, from, template.length()).toString();
  }

  private static Argument argument(Object value) {
    return value instanceof Words words ? new Part(words) : new Text(String.valueOf(value));
  }
}
