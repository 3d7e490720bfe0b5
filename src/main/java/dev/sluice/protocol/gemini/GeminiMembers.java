package dev.sluice.protocol.gemini;

import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.Members;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** What the members of an answer tell; a chunk of a stream has the same ones. */
final class GeminiMembers implements Members {

  private static final String PARTS = "/candidates/content/parts/";
  private static final String USAGE = "/usageMetadata/";

  private final GeminiUsage usage = new GeminiUsage();
  private boolean carries;
  private boolean finished;
  private boolean error;

  void forget() {
    carries = false;
    finished = false;
    error = false;
  }

  @Override
  public void member(String path, Scalar value) throws IOException {
    error |= ErrorMembers.tell(path, value);
    if (path.startsWith(PARTS)) {
      carries |= value.isText();
    } else if (path.startsWith(USAGE)) {
      usage.take(path.substring(USAGE.length()), value.count());
    } else if (path.equals("/candidates/finishReason")) {
      finished |= value.isText() && !value.text().equals("FINISH_REASON_UNSPECIFIED");
      carries |= finished;
    } else if (path.equals("/promptFeedback/blockReason")) {
      finished |= value.isText() && !value.text().equals("BLOCK_REASON_UNSPECIFIED");
    }
  }

  boolean carries() {
    return carries;
  }

  boolean finished() {
    return finished;
  }

  boolean error() {
    return error;
  }

  Usage usage() {
    return usage.total();
  }
}
