package dev.sluice.cli;

import java.io.IOException;

/** The operator's word, of a terminal or of any other standard input. */
public final class Consent {

  private Consent() {}

  /** Whether the question is answered with yes; no answer is none. */
  public static boolean given(Terminal terminal, String question) throws IOException {
    terminal.out().print(question);
    terminal.out().flush();
    String answer = terminal.in().readLine();
    if (answer != null && answer.strip().matches("(?i)y|yes")) {
      return true;
    }
    terminal.out().println();
    return false;
  }
}
