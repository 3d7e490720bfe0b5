package dev.sluice.protocol.chat;

import dev.sluice.protocol.EventReader;
import dev.sluice.protocol.Milestones;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.TellingMembers;
import dev.sluice.protocol.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The chunks of a streamed completion. */
final class ChatEvents implements EventReader {

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final TellingMembers TELLING =
      new TellingMembers("usage", "finish_reason", "error");

  private final ChatMembers members = new ChatMembers();

  @Override
  public Glance glance(SseEvent event) {
    if (event.is(DONE)) {
      return Glance.END;
    }
    return TELLING.in(event) ? Glance.TELLING : Glance.ORDINARY;
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
