package dev.sluice.app;

/** What a scripted upstream says to one request. */
sealed interface DemoAnswer {

  /**
   * A streamed answer, word by word.
   *
   * @param pace milliseconds from word to word
   * @param input tokens of the prompt that no cache had
   * @param cached tokens of the prompt that a cache had
   */
  record Words(String text, int pace, int input, int cached) implements DemoAnswer {}

  /** An error in place of an answer. */
  record Refusal(int status, String type, String message) implements DemoAnswer {}
}
