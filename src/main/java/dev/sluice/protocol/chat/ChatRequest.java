package dev.sluice.protocol.chat;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.MidConversation;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.convert.UpstreamRequest;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A request as it is sent, and what is needed to understand its answer.
 *
 * @param calls in the conversation so far, by which calls without an id are numbered
 * @param stops that the gateway looks for
 */
record ChatRequest(byte[] bytes, Target target, ToolNames names, int calls, List<String> stops)
    implements UpstreamRequest {

  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");

  static ChatRequest of(MessageRequest asked, Target target, Losses losses) throws Inexpressible {
    MessageRequest request = MidConversation.settled(asked);
    var names = new ToolNames(names(request), LEGAL, ILLEGAL);
    return new ChatRequest(
        Json.bytes(new ChatBody(request, target, names, losses).write()),
        target,
        names,
        ChatMessages.callIds(request).size(),
        ChatBody.unsent(request, target.options()));
  }

  private static Set<String> names(MessageRequest request) {
    Set<String> names = new LinkedHashSet<>();
    request.tools().stream().map(Tool::name).forEach(names::add);
    request
        .turns()
        .forEach(turn ->
            turn.content()
                .forEach(block -> {
                  if (block instanceof ContentBlock.ToolUse call) {
                    names.add(call.name());
                  }
                }));
    return names;
  }

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public byte[] body() {
    return bytes.clone();
  }

  @Override
  public Map<String, String> headers() {
    return Map.of();
  }

  @Override
  public MessageDecoder decoder(Consumer<StreamEvent> sink) {
    return new ChatDecoder(this, sink);
  }
}
