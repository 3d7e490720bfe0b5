package dev.sluice.protocol.responses;

import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.ToolIds;
import java.util.HashSet;
import java.util.Set;

/** What the items of an output have in common. Made per answer. */
final class OutputContext {

  private final MessageFlow flow;
  private final CallNames names;
  private final String channel;
  private final Set<String> originals = new HashSet<>();
  private final Set<String> ids = new HashSet<>();
  private String response = "";
  private boolean refused;
  private long searches;

  OutputContext(MessageFlow flow, CallNames names, String channel) {
    this.flow = flow;
    this.names = names;
    this.channel = channel;
  }

  MessageFlow flow() {
    return flow;
  }

  String channel() {
    return channel;
  }

  void refuse() {
    refused = true;
  }

  boolean refused() {
    return refused;
  }

  void searched() {
    searches++;
  }

  long searches() {
    return searches;
  }

  boolean called(String callId) {
    return originals.contains(callId);
  }

  /** The id of the whole answer, from which missing ids are made. */
  void response(String id) {
    response = id;
  }

  boolean known(String name) {
    return names.known(name);
  }

  String tool(String name) {
    return names.given(name);
  }

  /** An id that no other call of the answer has. */
  String id(String callId, int index) {
    originals.add(callId);
    String legal =
        callId.isBlank() ? ToolIds.legal("call_" + response + index) : ToolIds.legal(callId);
    String id = legal;
    for (int more = 2; !ids.add(id); more++) {
      id = legal + "_" + more;
    }
    return id;
  }
}
