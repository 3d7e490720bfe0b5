package dev.sluice.protocol.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseEvent;
import dev.sluice.protocol.convert.MessageDecoder;
import dev.sluice.protocol.message.MessageFlow;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StreamEvent;
import dev.sluice.protocol.message.WholeText;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Understands a response. */
final class ResponsesDecoder implements MessageDecoder {

  private static final byte[] DONE = "[DONE]".getBytes(US_ASCII);
  private static final String UPSTREAM = "The upstream ";

  private final MessageFlow flow;
  private final OutputSequence output;
  private int last;
  private boolean alive;

  ResponsesDecoder(CallNames names, String channel, Consumer<StreamEvent> sink) {
    this.flow = new MessageFlow(sink);
    this.output = new OutputSequence(flow, names, channel);
  }

  @Override
  public void event(SseEvent event) {
    if (flow.over() || event.is(DONE)) {
      return;
    }
    try {
      event(event, event.kind().isEmpty() ? Telltale.read(event).type() : event.kind());
    } catch (IOException e) {
      malformed(event.kind());
    }
  }

  private void event(SseEvent event, String kind) throws IOException {
    switch (kind) {
      case "response.output_text.delta" -> piece(event, Step.Channel.TEXT);
      case "response.refusal.delta" -> piece(event, Step.Channel.REFUSAL);
      case "response.reasoning_summary_text.delta" -> piece(event, Step.Channel.SUMMARY);
      case "response.reasoning_text.delta" -> piece(event, Step.Channel.REASONING);
      case "response.function_call_arguments.delta" -> piece(event, Step.Channel.ARGUMENTS);
      case "response.custom_tool_call_input.delta" -> piece(event, Step.Channel.INPUT);
      case "response.output_text.done" -> whole(event, Step.Channel.TEXT);
      case "response.refusal.done" -> whole(event, Step.Channel.REFUSAL);
      case "response.reasoning_summary_text.done" -> whole(event, Step.Channel.SUMMARY);
      case "response.reasoning_text.done" -> whole(event, Step.Channel.REASONING);
      case "response.function_call_arguments.done" -> whole(event, Step.Channel.ARGUMENTS);
      case "response.custom_tool_call_input.done" -> whole(event, Step.Channel.INPUT);
      case "response.in_progress", "response.queued", "keepalive", "ping" -> sign(kind);
      default -> rare(event, kind);
    }
  }

  /** The first one that a stream begins with says nothing. */
  private void sign(String kind) {
    if (alive || !kind.equals("response.in_progress")) {
      flow.ping();
    }
    alive = true;
  }

  private void rare(SseEvent event, String kind) {
    switch (kind) {
      case "response.created" -> tree(event, kind).ifPresent(tree -> start(tree.path("response")));
      case "response.output_item.added" ->
          tree(event, kind).ifPresent(tree -> take(tree, new Step.Begun(tree.path("item"))));
      case "response.output_item.done" ->
          tree(event, kind).ifPresent(tree -> take(tree, new Step.Ended(tree.path("item"))));
      case "response.output_text.annotation.added" ->
          tree(event, kind).ifPresent(tree -> take(tree, new Step.Cited(tree.path("annotation"))));
      case "response.completed",
          "response.incomplete",
          "response.done",
          "response.failed",
          "response.cancelled" ->
          tree(event, kind).ifPresent(tree -> end(tree.path("response"), kind));
      case "error" -> tree(event, kind).ifPresent(this::fail);
      case "" -> tree(event, kind).ifPresent(this::nameless);
      default -> {}
    }
  }

  private void nameless(JsonNode tree) {
    if (ResponseFaults.tells(tree)) {
      fail(tree);
    } else if (tree.path("object").asText().equals("response")) {
      whole(tree);
    }
  }

  private Optional<JsonNode> tree(SseEvent event, String kind) {
    Optional<JsonNode> tree = Json.tree(event).filter(JsonNode::isObject);
    if (tree.isEmpty()) {
      malformed(kind);
    }
    return tree;
  }

  private void piece(SseEvent event, Step.Channel channel) throws IOException {
    var told = Telltale.read(event);
    begin();
    output.take(place(told.index()), new Step.Piece(channel, told.part(), told.text()));
  }

  private void whole(SseEvent event, Step.Channel channel) throws IOException {
    var told = Telltale.read(event);
    begin();
    output.take(place(told.index()), new Step.Whole(channel, told.part(), told.text()));
  }

  private void take(JsonNode tree, Step step) {
    JsonNode index = tree.path("output_index");
    begin();
    output.take(place(index.canConvertToInt() ? index.intValue() : Telltale.UNTOLD), step);
  }

  /** An event that does not say where it belongs belongs where the one before it did. */
  private int place(int told) {
    last = told < 0 ? last : told;
    return last;
  }

  private void begin() {
    flow.start("", "", Spent.UNKNOWN);
  }

  private void start(JsonNode response) {
    String id = response.path("id").asText();
    output.response(id);
    flow.start(
        id.startsWith("resp_") ? id.substring("resp_".length()) : id,
        response.path("model").asText(),
        Spent.UNKNOWN);
  }

  private void end(JsonNode response, String kind) {
    String status = response.path("status").asText(kind.substring("response.".length()));
    if (status.equals("failed") || status.equals("cancelled") || kind.endsWith("failed")) {
      flow.fail(ResponseFaults.of(response));
      return;
    }
    start(response);
    output.complete(response.path("output"));
    if (!flow.over()) {
      flow.finish(ResponseEnd.of(response, kind, output));
    }
  }

  @Override
  public void whole(byte[] json) {
    Optional<JsonNode> tree = Json.tree(json).filter(JsonNode::isObject);
    if (tree.isEmpty()) {
      fail("sent an answer that is no JSON object");
    } else {
      whole(tree.get());
    }
  }

  private void whole(JsonNode response) {
    if (flow.over()) {
      return;
    }
    if (ResponseFaults.tells(response) || !response.path("output").isArray()) {
      fail(response);
    } else {
      end(response, "response." + response.path("status").asText("completed"));
    }
  }

  @Override
  public void finish() {
    fail("ended its answer before it was complete");
  }

  private void malformed(String kind) {
    fail("sent a malformed event" + (kind.isEmpty() ? "" : " " + WholeText.clean(kind)));
  }

  private void fail(JsonNode told) {
    flow.fail(ResponseFaults.of(told));
  }

  private void fail(String what) {
    flow.fail(new Fault(Fault.Kind.UPSTREAM_FAILED, UPSTREAM + what));
  }
}
