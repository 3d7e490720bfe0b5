package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.message.MessageFlow;

/**
 * Thinking, and in its envelope the signatures of what follows it. Where there was none before a
 * signature, an empty one is made to carry it.
 */
final class ThoughtCarrier {

  private final MessageFlow flow;
  private final String channel;
  private Signatures signatures = new Signatures();

  ThoughtCarrier(MessageFlow flow, String channel) {
    this.flow = flow;
    this.channel = channel;
  }

  void thought(String text, String signature) {
    if (text.isEmpty() && signature.isEmpty()) {
      return;
    }
    open();
    flow.thinking(text);
    if (!signature.isEmpty()) {
      signatures.ofThought(signature);
      sign();
    }
  }

  void beforeText(String signature) {
    open();
    signatures.ofText(signature);
    sign();
  }

  void beforeCall(String id, String signature) {
    open();
    signatures.ofCall(id, signature);
    sign();
  }

  /** A part that must come back as it is. */
  void part(ObjectNode whole) {
    open();
    signatures.part(whole);
    sign();
  }

  private void open() {
    if (!flow.thinkingOpen()) {
      flow.openThinking();
      signatures = new Signatures();
      sign();
    }
  }

  private void sign() {
    flow.signature(signatures.envelope(channel));
  }
}
