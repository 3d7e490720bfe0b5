package dev.sluice.protocol.chat;

import java.util.function.Consumer;

/** Parts a text that begins with thinking between {@code <think>} and {@code </think>}. */
final class ThinkTags {

  private static final String OPENING = "<think>";
  private static final String CLOSING = "</think>";

  private enum State {
    BEGINNING,
    THINKING,
    TEXT
  }

  private final Consumer<String> thinking;
  private final Consumer<String> text;
  private final StringBuilder held = new StringBuilder();
  private final boolean unopened;
  private State state = State.BEGINNING;

  /**
   * @param unopened whether the opening tag may be missing
   */
  ThinkTags(boolean unopened, Consumer<String> thinking, Consumer<String> text) {
    this.unopened = unopened;
    this.thinking = thinking;
    this.text = text;
  }

  /** Thinking comes by another way: no tag is one. */
  void off() {
    finish();
  }

  void take(String piece) {
    if (state == State.TEXT) {
      text.accept(piece);
      return;
    }
    held.append(piece);
    if (state == State.BEGINNING) {
      begin();
    }
    if (state == State.THINKING) {
      think();
    }
  }

  private void begin() {
    String start = held.toString().stripLeading();
    if (start.startsWith(OPENING)) {
      state = State.THINKING;
      held.setLength(0);
      held.append(start.substring(OPENING.length()));
    } else if (!OPENING.startsWith(start)) {
      state = unopened ? State.THINKING : State.TEXT;
      tellText();
    }
  }

  private void tellText() {
    if (state == State.TEXT && !held.isEmpty()) {
      text.accept(held.toString());
      held.setLength(0);
    }
  }

  private void think() {
    int end = held.indexOf(CLOSING);
    if (end >= 0) {
      thinking.accept(held.substring(0, end));
      held.delete(0, end + CLOSING.length());
      state = State.TEXT;
      tellText();
      return;
    }
    int safe = held.length() - overlap();
    thinking.accept(held.substring(0, safe));
    held.delete(0, safe);
  }

  /** How much of the end may be the beginning of the closing tag. */
  private int overlap() {
    for (int length = Math.min(CLOSING.length() - 1, held.length()); length > 0; length--) {
      if (CLOSING.startsWith(held.substring(held.length() - length))) {
        return length;
      }
    }
    return 0;
  }

  /** The text has come to its end. */
  void finish() {
    if (state == State.THINKING) {
      thinking.accept(held.toString());
      held.setLength(0);
    }
    state = State.TEXT;
    tellText();
  }
}
