package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.StreamEncoder;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as the events of a response. Texts that follow one another are one message. Made
 * per answer.
 */
final class ResponsesEncoder implements StreamEncoder {

  private static final String REFUSED = "The model refused to answer.";

  private final ResponseObject response;
  private final CallerTools tools;
  private final boolean codex;
  private final Frames frames = new Frames();
  private final ItemFrames items;
  private ObjectNode last = Json.object();
  private @Nullable ItemEncoder open;
  private boolean passing;
  private boolean started;
  private boolean text;
  private StreamEvent.Stopped stopped = new StreamEvent.Stopped(StopReason.END_TURN, Spent.UNKNOWN);

  /**
   * @param codex whether the stream must be one that Codex understands
   */
  ResponsesEncoder(ResponseObject response, CallerTools tools, boolean codex) {
    this.response = response;
    this.tools = tools;
    this.codex = codex;
    this.items = new ItemFrames(frames, response);
  }

  /** The response as it stands at the end. */
  byte[] response() {
    return Json.bytes(last);
  }

  @Override
  public void encode(StreamEvent event, ByteArrayOutputStream out) {
    frames.to(out);
    switch (event) {
      case StreamEvent.Started _ -> start();
      case StreamEvent.BlockStarted(var head) -> open(head);
      case StreamEvent.TextPiece(var piece) -> piece(piece);
      case StreamEvent.ThinkingPiece(var piece) -> piece(piece);
      case StreamEvent.InputPiece(var piece) -> piece(piece);
      case StreamEvent.Signature(var signature) -> {
        if (open != null && !passing) {
          open.signed(Signed.encrypted(signature));
        }
      }
      case StreamEvent.Citation(var citation) -> {
        if (open != null && !passing) {
          open.cited(citation);
        }
      }
      case StreamEvent.BlockEnded _ -> {
        if (!passing && !(open instanceof MessageEncoder)) {
          close();
        }
        passing = false;
      }
      case StreamEvent.Stopped end -> stopped = end;
      case StreamEvent.Done _ -> finish();
      case StreamEvent.Ping _ -> ping();
      case StreamEvent.Failed(var fault) -> fail(fault);
    }
  }

  private void start() {
    if (!started) {
      started = true;
      tell("response.created", response.running());
      tell("response.in_progress", response.running());
    }
  }

  private void tell(String type, ObjectNode told) {
    last = told;
    frames.write(type, json -> Frames.tree(json, "response", told));
  }

  private void open(ContentBlock head) {
    switch (head) {
      case ContentBlock.Text _ -> {
        text = true;
        if (!(open instanceof MessageEncoder)) {
          next(() -> new MessageEncoder(items));
        }
      }
      case ContentBlock.Thinking _ -> next(() -> new ReasoningEncoder(items));
      case ContentBlock.RedactedThinking(var data) -> {
        ItemEncoder reasoning = next(() -> new ReasoningEncoder(items));
        reasoning.signed(Signed.encryptedData(data));
      }
      case ContentBlock.ToolUse call ->
          next(() -> CallEncoder.of(tools.of(call.name()), call, items));
      case ContentBlock.ServerToolUse call when call.name().equals(ToolReader.WEB_SEARCH) ->
          next(() -> new SearchEncoder(call.input(), items));
      case ContentBlock.ServerToolUse _,
          ContentBlock.ServerToolResult _,
          ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.Compaction _,
          ContentBlock.Unknown _ ->
          passing = true;
    }
  }

  /** An item writes its beginning when it is made, so the one before must be at its end. */
  private ItemEncoder next(Supplier<ItemEncoder> made) {
    close();
    ItemEncoder item = made.get();
    open = item;
    return item;
  }

  private void piece(String piece) {
    if (open != null && !passing) {
      open.piece(piece);
    }
  }

  private void close() {
    if (open != null) {
      open.end();
      open = null;
    }
  }

  private void finish() {
    close();
    Spent usage = stopped.usage();
    switch (stopped.reason()) {
      case MAX_TOKENS, MODEL_CONTEXT_WINDOW_EXCEEDED -> {
        if (codex) {
          tell("response.completed", response.completed(usage));
        } else {
          tell("response.incomplete", response.incomplete("max_output_tokens", usage));
        }
      }
      case REFUSAL -> refused(usage);
      case END_TURN, STOP_SEQUENCE, TOOL_USE, PAUSE_TURN, COMPACTION, OTHER ->
          tell("response.completed", response.completed(usage));
    }
  }

  /** Codex loses what stands in a refusal, and asks again and again for what is incomplete. */
  private void refused(Spent usage) {
    Optional<String> why =
        stopped
            .details()
            .map(details -> details.path("explanation"))
            .filter(JsonNode::isTextual)
            .map(JsonNode::textValue)
            .filter(words -> !words.isBlank());
    why.ifPresent(words -> explain(words));
    if (!codex) {
      tell("response.incomplete", response.incomplete("content_filter", usage));
    } else if (why.isPresent() || (text && stopped.details().isEmpty())) {
      tell("response.completed", response.completed(usage));
    } else {
      tell("response.failed", response.failed("invalid_prompt", REFUSED, usage));
    }
  }

  private void explain(String words) {
    ItemEncoder message = codex ? new MessageEncoder(items) : new RefusalEncoder(items);
    message.piece(words);
    message.end();
  }

  private void ping() {
    if (codex && started) {
      tell("response.in_progress", response.running());
    } else {
      frames.comment();
    }
  }

  private void fail(Fault fault) {
    if (started) {
      frames.write(
          "error",
          json -> {
            json.writeStringField("code", ResponseError.code(fault.kind()));
            json.writeStringField("message", ResponseError.words(fault));
            json.writeNullField("param");
          });
    } else {
      tell("response.created", response.running());
    }
    tell("response.failed", response.failed(fault));
  }
}
