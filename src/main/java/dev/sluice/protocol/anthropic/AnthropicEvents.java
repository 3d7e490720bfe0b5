package dev.sluice.protocol.anthropic;

import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.EventReader;
import dev.sluice.protocol.Milestones;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.Usage;
import java.io.IOException;

/** The events of a streamed message. */
final class AnthropicEvents implements EventReader {

  private static final String STARTING_USAGE = "/message/usage/";
  private static final String USAGE = "/usage/";

  private final AnthropicUsage usage = new AnthropicUsage();
  private String type = "";
  private boolean carries;
  private boolean error;

  @Override
  public Glance glance(SseEvent event) {
    return switch (event.kind()) {
      case "ping" -> Glance.PING;
      case "content_block_delta", "content_block_start", "content_block_stop" -> Glance.ORDINARY;
      default -> Glance.TELLING;
    };
  }

  @Override
  public void open(SseEvent event) {
    type = event.name();
    carries = false;
    error = false;
    usage.open();
  }

  @Override
  public void member(String path, Scalar value) throws IOException {
    if (path.equals("/type")) {
      type = value.text();
    } else if (path.startsWith("/delta/") || path.startsWith("/content_block/")) {
      carries |=
          value.isText() && !path.equals("/delta/type") && !path.equals("/content_block/type");
    } else if (path.startsWith(STARTING_USAGE)) {
      usage.take(path.substring(STARTING_USAGE.length()), value.count());
    } else if (path.startsWith(USAGE)) {
      usage.take(path.substring(USAGE.length()), value.count());
    }
    error |= ErrorMembers.tell(path, value);
  }

  @Override
  public boolean conclude(Milestones reached) {
    if (error) {
      reached.markFailed();
      return true;
    }
    switch (type) {
      case "message_start" -> reached.markStarted();
      case "message_stop" -> reached.markEnded();
      case "content_block_start", "content_block_delta" -> {
        if (carries) {
          reached.markContent();
        }
      }
      default -> {}
    }
    return !type.equals("ping");
  }

  @Override
  public Usage usage() {
    return usage.total();
  }
}
