package dev.sluice.config;

/**
 * One thing that is wrong with a document. Never carries the text of a secret.
 *
 * @param pointer a JSON pointer; empty: the document as a whole
 */
public record Problem(String pointer, String message) {

  /** As one line: {@code /channels/0/weight: 0 (expected: 1 or more)}. */
  @Override
  public String toString() {
    return pointer.isEmpty() ? message : pointer + ": " + message;
  }
}
