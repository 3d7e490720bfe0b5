package dev.sluice.protocol.chat;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.MidConversation;
import dev.sluice.protocol.convert.StopScan;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.ToolNames;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A request as it is sent, and what is needed to understand its answer. */
final class ChatRequest implements UpstreamRequest {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");

  private final byte[] body;
  private final Target target;
  private final ToolNames names;
  private final int calls;
  private final List<String> stops;

  private ChatRequest(byte[] body, Target target, ToolNames names, int calls, List<String> stops) {
    this.body = body;
    this.target = target;
    this.names = names;
    this.calls = calls;
    this.stops = stops;
  }

  static ChatRequest of(MessageRequest asked, Target target, Losses losses) throws Inexpressible {
    MessageRequest request = MidConversation.settled(asked);
    var names = ToolNames.in(request, LEGAL, ILLEGAL);
    return new ChatRequest(
        Json.bytes(new ChatBody(request, target, names, losses).write()),
        target,
        names,
        ChatMessages.callIds(request).size(),
        ChatBody.unsent(request, target.options()));
  }

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  Target target() {
    return target;
  }

  ToolNames names() {
    return names;
  }

  /** How many calls the conversation has had, by which those without an id are numbered. */
  int calls() {
    return calls;
  }

  @Override
  public MessageDecoder decoder(Consumer<StreamEvent> sink) {
    return new ChatDecoder(this, StopScan.before(sink, stops));
  }
}
