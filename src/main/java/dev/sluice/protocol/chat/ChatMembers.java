package dev.sluice.protocol.chat;

import dev.sluice.protocol.ErrorMembers;
import dev.sluice.protocol.Members;
import dev.sluice.protocol.Scalar;
import dev.sluice.protocol.Usage;
import java.io.IOException;
import java.util.Set;

/** What the members of a completion tell, whole or in chunks. */
final class ChatMembers implements Members {

  /** Reasons that are none: the provider broke off. */
  private static final Set<String> BREAKS =
      Set.of("error", "network_error", "insufficient_system_resource");

  /** Where compatible servers put their usage. */
  private static final String[] USAGES = {"/usage/", "/choices/usage/", "/x_groq/usage/"};

  private final ChatUsage usage = new ChatUsage();
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
    switch (path) {
      case "/choices/delta/role", "/choices/message/role" -> {}
      case "/choices/text" -> carries |= value.isText();
      case "/choices/finish_reason" -> {
        boolean broke = value.isText() && BREAKS.contains(value.text());
        error |= broke;
        finished |= value.isText() && !broke;
      }
      default -> {
        carries |=
            (path.startsWith("/choices/delta/") || path.startsWith("/choices/message/"))
                && value.isText();
        count(path, value);
      }
    }
  }

  private void count(String path, Scalar value) throws IOException {
    for (String prefix : USAGES) {
      if (path.startsWith(prefix)) {
        usage.take(path.substring(prefix.length()), value.count());
      }
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
