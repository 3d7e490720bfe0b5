package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.AnswerReader;
import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** A whole message, or the count of tokens of a request. */
final class AnthropicAnswer implements AnswerReader {

  private static final String USAGE = "/usage/";

  private final AnthropicUsage usage = new AnthropicUsage();
  private boolean error;
  private boolean empty = true;

  @Override
  public void member(String path, Scalar value) throws IOException {
    error |= ErrorMembers.tell(path, value);
    switch (path) {
      case "/content/type", "/stop_reason" -> empty &= !value.isText();
      case "/input_tokens" -> empty &= value.count() < 0;
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
