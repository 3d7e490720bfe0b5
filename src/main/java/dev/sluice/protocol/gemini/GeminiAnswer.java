package dev.sluice.protocol.gemini;

import dev.sluice.protocol.AnswerReader;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** A whole answer, a stream of answers written as one array, or a count of tokens. */
final class GeminiAnswer implements AnswerReader {

  private final GeminiMembers members = new GeminiMembers();
  private boolean counts;

  @Override
  public void member(String path, Scalar value) throws IOException {
    counts |= path.equals("/totalTokens");
    members.member(path, value);
  }

  @Override
  public boolean error() {
    return members.error();
  }

  @Override
  public boolean empty() {
    return !members.carries() && !members.finished() && !counts;
  }

  @Override
  public Usage usage() {
    return members.usage();
  }
}
