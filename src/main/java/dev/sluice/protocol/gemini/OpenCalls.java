package dev.sluice.protocol.gemini;

import dev.sluice.protocol.message.ToolIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Calls that wait for their results; Gemini's clients may give them no ids. */
final class OpenCalls {

  private record Call(String id, String name, String given) {}

  private final List<Call> waiting = new ArrayList<>();
  private final Set<String> taken = new HashSet<>();
  private int turn;

  void nextTurn() {
    turn++;
  }

  /** The id of a new call. */
  String open(String given, String name) {
    String id = given.isEmpty() ? "" : ToolIds.legal(given);
    for (int n = waiting.size() + 1; id.isEmpty() || !taken.add(id); n++) {
      id = "toolu_g_" + turn + "_" + n;
    }
    waiting.add(new Call(id, name, given));
    return id;
  }

  /** The call that a result belongs to: by its id, else the first of its name. */
  Optional<String> answer(String given, String name) {
    Optional<Call> call =
        waiting.stream()
            .filter(each -> !given.isEmpty() && each.given().equals(given))
            .findFirst()
            .or(() -> waiting.stream().filter(each -> each.name().equals(name)).findFirst());
    call.ifPresent(waiting::remove);
    return call.map(Call::id);
  }

  /** The ids of those that nobody answered, which wait no longer. */
  List<String> abandon() {
    List<String> ids = waiting.stream().map(Call::id).toList();
    waiting.clear();
    return ids;
  }
}
