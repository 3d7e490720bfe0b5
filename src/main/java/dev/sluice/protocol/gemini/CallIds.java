package dev.sluice.protocol.gemini;

import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.ToolIds;
import java.util.HashSet;
import java.util.Set;

/** Ids of the calls of one answer: Gemini often gives none, and a conversation has none twice. */
final class CallIds {

  private final Set<String> taken = new HashSet<>();
  private int made;

  CallIds(MessageRequest request) {
    for (var turn : request.turns()) {
      for (ContentBlock block : turn.content()) {
        if (block instanceof ContentBlock.ToolUse call) {
          taken.add(call.id());
        }
      }
    }
    made = taken.size();
  }

  /**
   * @param given by the upstream; may be empty
   * @param answer the id of the answer; may be empty
   */
  String of(String given, String answer) {
    String id = given.isEmpty() ? "" : ToolIds.legal(given);
    while (id.isEmpty() || !taken.add(id)) {
      made++;
      id = "toolu_g_" + answer.replaceAll("[^A-Za-z0-9]", "") + "_" + made;
    }
    return id;
  }
}
