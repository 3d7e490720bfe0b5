package dev.sluice.protocol.gemini;

import dev.sluice.protocol.EventReader;
import dev.sluice.protocol.Milestones;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** The chunks of a streamed answer: few and large, each with its own usage, so all are read. */
final class GeminiEvents implements EventReader {

  private final GeminiMembers members = new GeminiMembers();

  @Override
  public Glance glance(SseEvent event) {
    return Glance.TELLING;
  }

  @Override
  public void open(SseEvent event) {
    members.forget();
  }

  @Override
  public void member(String path, Scalar value) throws IOException {
    members.member(path, value);
  }

  @Override
  public boolean conclude(Milestones reached) {
    if (members.error()) {
      reached.markFailed();
      return true;
    }
    reached.markStarted();
    if (members.carries()) {
      reached.markContent();
    }
    if (members.finished()) {
      reached.markEnded();
    }
    return true;
  }

  @Override
  public Usage usage() {
    return members.usage();
  }
}
