package dev.sluice.protocol.responses;

import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.EventReader;
import dev.sluice.protocol.Milestones;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** The events of a streamed response. */
final class ResponsesEvents implements EventReader {

  private static final String PREFIX = "response.";
  private static final String USAGE = "/response/usage/";

  private final ResponsesUsage usage = new ResponsesUsage();
  private String type = "";
  private boolean error;

  @Override
  public Glance glance(SseEvent event) {
    String kind = event.kind();
    return isPart(kind) ? Glance.ORDINARY : Glance.TELLING;
  }

  /** {@code response.output_text.delta} is part of the answer, {@code response.created} is not. */
  private static boolean isPart(String kind) {
    return kind.startsWith(PREFIX) && kind.indexOf('.', PREFIX.length()) > 0;
  }

  @Override
  public void open(SseEvent event) {
    type = event.name();
    error = false;
  }

  @Override
  public void member(String path, Scalar value) throws IOException {
    error |= ErrorMembers.tell(path, value);
    if (path.equals("/type")) {
      type = value.text();
    } else if (path.startsWith(USAGE)) {
      usage.take(path.substring(USAGE.length()), value.count());
    }
  }

  @Override
  public boolean conclude(Milestones reached) {
    if (error) {
      reached.markFailed();
      return true;
    }
    switch (type) {
      case "response.created" -> reached.markStarted();
      case "response.completed", "response.incomplete", "response.done" -> reached.markEnded();
      case "response.failed", "response.cancelled" -> reached.markFailed();
      // Clients that do not count comments are kept waiting with these.
      case "response.in_progress", "response.queued", "keepalive", "ping" -> {
        return false;
      }
      default -> {
        if (isPart(type)) {
          reached.markContent();
        }
      }
    }
    return true;
  }

  @Override
  public Usage usage() {
    return usage.total();
  }
}
