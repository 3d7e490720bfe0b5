package dev.sluice.protocol.chat;

import dev.sluice.protocol.AnswerReader;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** A whole completion. */
final class ChatAnswer implements AnswerReader {

  private final ChatMembers members = new ChatMembers();

  @Override
  public void member(String path, Scalar value) throws IOException {
    members.member(path, value);
  }

  @Override
  public boolean error() {
    return members.error();
  }

  @Override
  public boolean empty() {
    return !members.carries() && !members.finished();
  }

  @Override
  public Usage usage() {
    return members.usage();
  }
}
