package dev.sluice.protocol.chat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.UpstreamFaults;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.convert.UpstreamOptions;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns the chunks of a completion into events. Made per answer, used by one event loop. */
final class ChatDecoder implements MessageDecoder {

  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE_TOO = "[done]".getBytes(StandardCharsets.US_ASCII);

  private final MessageFlow flow;
  private final ChatUsage usage = new ChatUsage();
  private final ChatChunk chunk = new ChatChunk(usage);
  private final ThinkingFlow thinking;
  private final ChatCalls calls;
  private final ThinkTags tags;
  private final boolean tagged;
  private final StringBuilder later = new StringBuilder();
  private String id = "";
  private String model = "";
  private String finish = "";
  private boolean refused;
  private boolean told;

  ChatDecoder(ChatRequest request, Consumer<StreamEvent> sink) {
    UpstreamOptions.ThinkTags how = request.target().options().thinkTags();
    this.flow = new MessageFlow(sink);
    this.thinking = new ThinkingFlow(flow, request.target().channel());
    this.calls = new ChatCalls(flow, request.names(), request.calls());
    this.tagged = how != UpstreamOptions.ThinkTags.NONE;
    this.tags =
        new ThinkTags(
            how == UpstreamOptions.ThinkTags.UNOPENED,
            piece -> thinking.plain(piece, "reasoning_content"),
            this::say);
  }

  @Override
  public void event(SseEvent event) {
    if (flow.over()) {
      return;
    }
    if (event.is(DONE) || event.is(DONE_TOO)) {
      told = true;
      if (usage.known()) {
        conclude();
      }
      return;
    }
    try (JsonParser in = Json.parser(event)) {
      read(in, () -> Json.tree(event));
    } catch (IOException e) {
      malformed();
    }
  }

  @Override
  public void whole(byte[] json) {
    try (JsonParser in = Json.parser(json)) {
      read(in, () -> Json.tree(json));
      told = true;
      if (!flow.over() && !flow.started()) {
        flow.fail(
            new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream sent an answer without choices"));
      }
    } catch (IOException e) {
      malformed();
    }
  }

  @Override
  public void finish() {
    if (flow.over()) {
      return;
    }
    if (told || !finish.isEmpty()) {
      conclude();
    } else {
      flow.fail(
          new Fault(
              Fault.Kind.UPSTREAM_FAILED, "The upstream's stream ended before the answer did"));
    }
  }

  private interface Source {
    Optional<JsonNode> tree();
  }

  private void read(JsonParser in, Source source) throws IOException {
    for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
      if (token != JsonToken.START_OBJECT) {
        malformed();
        return;
      }
      chunk.read(in);
      if (chunk.error()) {
        flow.fail(UpstreamFaults.of(0, source.tree().map(Json::bytes).orElse(new byte[0])));
      }
      if (flow.over()) {
        return;
      }
      take();
    }
  }

  private void malformed() {
    flow.fail(
        new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream sent a chunk that is malformed JSON"));
  }

  private void take() {
    id = id.isEmpty() ? bare(chunk.id()) : id;
    model = model.isEmpty() ? chunk.model() : model;
    if (told && usage.known()) {
      conclude();
      return;
    }
    if (!chunk.choices()) {
      return;
    }
    flow.start(id, model, Spent.UNKNOWN);
    calls.answer(id);
    think();
    say();
    for (CallPiece piece : chunk.calls()) {
      endText();
      calls.take(piece);
    }
    if (!chunk.finish().isEmpty() && finish.isEmpty()) {
      finish = chunk.finish();
    }
    if (FinishReason.isBreak(finish)) {
      flow.fail(new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream broke off with " + finish));
    }
  }

  private static String bare(String id) {
    return id.startsWith("chatcmpl-") ? id.substring("chatcmpl-".length()) : id;
  }

  private void think() {
    if (!chunk.details().isEmpty()) {
      tags.off();
      thinking.details(chunk.details());
    } else if (!chunk.reasoning().isEmpty()) {
      tags.off();
      thinking.plain(chunk.reasoning(), chunk.reasoningMember());
    }
  }

  private void say() {
    if (!chunk.content().isEmpty()) {
      text(chunk.content());
    }
    for (JsonNode part : chunk.parts()) {
      for (JsonNode thought : part.path("thinking")) {
        thinking.plain(thought.path("text").asText(), "reasoning_content");
      }
      text(part.path("text").asText());
    }
    if (!chunk.refusal().isEmpty()) {
      refused = true;
      text(chunk.refusal());
    }
  }

  private void text(String piece) {
    if (tagged) {
      tags.take(piece);
    } else {
      say(piece);
    }
  }

  /* A text between the pieces of a call would part them. */
  private void say(String piece) {
    if (flow.callOpen()) {
      later.append(piece);
    } else if (!piece.isEmpty()) {
      thinking.seal();
      flow.text(piece);
    }
  }

  private void endText() {
    if (!flow.callOpen()) {
      if (tagged) {
        tags.finish();
      }
      thinking.seal();
    }
  }

  private void conclude() {
    endText();
    boolean named = calls.finish();
    endText();
    say(later.toString());
    if (!named) {
      flow.fail(
          new Fault(Fault.Kind.UPSTREAM_FAILED, "The upstream sent a tool call without a name"));
      return;
    }
    flow.finish(refused ? StopReason.REFUSAL : FinishReason.of(finish), usage.spent());
  }
}
