package dev.sluice.protocol.chat;

import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.ToolIds;
import dev.sluice.protocol.message.ToolNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts calls one after another that come in turns. The first that is not complete is told as it
 * comes, the others are kept until it is; it is complete when its JSON is, or when all has come.
 */
final class ChatCalls {

  private final MessageFlow flow;
  private final ToolNames names;
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private int before;
  private String answer = "";

  /**
   * @param before how many calls the conversation has had
   */
  ChatCalls(MessageFlow flow, ToolNames names, int before) {
    this.flow = flow;
    this.names = names;
    this.before = before;
  }

  private static final class Call {

    private final JsonEnd end = new JsonEnd();
    private final StringBuilder waiting = new StringBuilder();
    private final int index;
    private String id = "";
    private String name = "";
    private boolean arguments;
    private boolean open;
    private boolean told;

    Call(int index) {
      this.index = index;
    }

    void take(CallPiece piece) {
      id = id.isEmpty() ? piece.id() : id;
      boolean more = !open && !arguments && !piece.name().equals(name);
      name = more ? name + piece.name() : name;
      String own = end.take(piece.arguments());
      waiting.append(own);
      arguments |= !own.isBlank();
    }

    boolean differs(CallPiece piece) {
      boolean otherId = !piece.id().isEmpty() && !id.isEmpty() && !piece.id().equals(id);
      boolean otherName = !piece.name().isEmpty() && !piece.name().equals(name);
      return otherId && (end.reached() || otherName);
    }
  }

  /** The id of the answer, from which ids are made that the upstream does not give. */
  void answer(String id) {
    answer = id;
  }

  /** Whether any call has not all of its input yet. */
  boolean pending() {
    return calls.stream().anyMatch(call -> !call.told);
  }

  void take(CallPiece piece) {
    call(piece).take(piece);
    tell(false);
  }

  private Call call(CallPiece piece) {
    Call known = known(piece);
    if (known != null && !known.differs(piece)) {
      return known;
    }
    int index = piece.index() >= 0 ? piece.index() : calls.size();
    var fresh = new Call(index);
    int at = calls.size();
    while (at > 0 && calls.get(at - 1).index > index && !calls.get(at - 1).open) {
      at--;
    }
    calls.add(at, fresh);
    return fresh;
  }

  private @Nullable Call known(CallPiece piece) {
    Call found = null;
    for (Call call : calls) {
      boolean same =
          piece.index() >= 0
              ? call.index == piece.index()
              : !piece.id().isEmpty() && call.id.equals(piece.id());
      found = same ? call : found;
    }
    boolean last = piece.index() < 0 && piece.id().isEmpty() && !calls.isEmpty();
    return found == null && last ? calls.getLast() : found;
  }

  /** No more comes: tells what was kept. Says whether every call had a name. */
  boolean finish() {
    tell(true);
    return calls.stream().noneMatch(call -> call.name.isEmpty());
  }

  private void tell(boolean all) {
    for (Call call : calls) {
      if (call.told) {
        continue;
      }
      if (!call.open && !(all || call.arguments) || call.name.isEmpty()) {
        return;
      }
      open(call);
      flow.input(call.waiting.toString());
      call.waiting.setLength(0);
      if (!all && !call.end.reached()) {
        return;
      }
      call.told = true;
      flow.close();
    }
  }

  private void open(Call call) {
    if (!call.open) {
      call.open = true;
      flow.call(unique(call.id), names.given(call.name));
    }
  }

  private String unique(String id) {
    String own = id.isEmpty() ? "call_" + (answer.isEmpty() ? "" : answer + "_") + before++ : id;
    String legal = ToolIds.legal(own);
    String unique = legal;
    for (int i = 2; !ids.add(unique); i++) {
      unique = legal + "_" + i;
    }
    return unique;
  }
}
