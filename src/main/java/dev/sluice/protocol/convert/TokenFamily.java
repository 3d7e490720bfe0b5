package dev.sluice.protocol.convert;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Models that cut text into tokens alike.
 *
 * @param factor tokens for each of {@code o200k_base}, on English and code
 */
record TokenFamily(Kind kind, double factor) {

  /** Who made it, as far as pictures are concerned. */
  enum Kind {
    CLAUDE,
    NEWER_CLAUDE,
    GEMINI,
    GPT,
    OTHER
  }

  private record Rule(Pattern model, TokenFamily family) {}

  /*
   * Anthropic's documentation gives some 30 % more tokens for Opus 4.7 and newer than for 4.6; the
   * other factors are of public comparisons of tokenizers, in the middle of what they give.
   */
  private static final List<Rule> RULES =
      List.of(
          rule("opus-4-[7-9]|(?:opus|sonnet|haiku)-5|fable|mythos", Kind.NEWER_CLAUDE, 1.5),
          rule("claude", Kind.CLAUDE, 1.15),
          rule("gemini", Kind.GEMINI, 1.02),
          rule("gpt-4(?!o|\\.)|gpt-3", Kind.GPT, 1.02),
          rule("gpt|^o\\d|codex", Kind.GPT, 1.0),
          rule("llama", Kind.OTHER, 1.05),
          rule("deepseek|qwen|kimi|glm|minimax", Kind.OTHER, 1.02));

  private static final TokenFamily UNKNOWN = new TokenFamily(Kind.OTHER, 1.05);

  static TokenFamily of(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return RULES.stream()
        .filter(rule -> rule.model().matcher(name).find())
        .map(Rule::family)
        .findFirst()
        .orElse(UNKNOWN);
  }

  boolean isClaude() {
    return kind == Kind.CLAUDE || kind == Kind.NEWER_CLAUDE;
  }

  private static Rule rule(String pattern, Kind kind, double factor) {
    return new Rule(Pattern.compile(pattern), new TokenFamily(kind, factor));
  }
}
