package dev.sluice.protocol.responses;

import dev.sluice.protocol.AnswerReader;
import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** A whole response. */
final class ResponsesAnswer implements AnswerReader {

  private static final String USAGE = "/usage/";

  private final ResponsesUsage usage = new ResponsesUsage();
  private boolean error;
  private boolean empty = true;

  @Override
  public void member(String path, Scalar value) throws IOException {
    error |= ErrorMembers.tell(path, value);
    switch (path) {
      case "/status" -> {
        error |= value.text().equals("failed");
        empty &= !value.isText();
      }
      case "/output/type" -> empty &= !value.isText();
      default -> {
        if (path.startsWith(USAGE)) {
          usage.take(path.substring(USAGE.length()), value.count());
        }
      }
    }
  }

  @Override
  public boolean error() {
    return error;
  }

  @Override
  public boolean empty() {
    return empty;
  }

  @Override
  public Usage usage() {
    return usage.total();
  }
}
