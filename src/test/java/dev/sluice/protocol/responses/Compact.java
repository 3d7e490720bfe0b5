package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.SseFramer;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** Events in one line each, whether they are the model's or stand in a stream of Anthropic's. */
final class Compact {

  private Compact() {}

  static List<String> of(List<StreamEvent> events) {
    return events.stream().map(Compact::of).toList();
  }

  private static String of(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Started(var id, var model, _) -> "start " + id + " " + model;
      case StreamEvent.BlockStarted(ContentBlock.ToolUse call) ->
          "block tool_use " + call.id() + " " + call.name();
      case StreamEvent.BlockStarted(var head) -> "block " + head.type();
      case StreamEvent.TextPiece(var text) -> "text " + text;
      case StreamEvent.ThinkingPiece(var text) -> "thinking " + text;
      case StreamEvent.Signature _ -> "signature";
      case StreamEvent.InputPiece(var text) -> "input " + text;
      case StreamEvent.Citation(var citation) -> "citation " + citation;
      case StreamEvent.BlockEnded _ -> "end";
      case StreamEvent.Stopped stop -> "stop " + stop.reason().text() + " " + of(stop.usage());
      case StreamEvent.Done _ -> "done";
      case StreamEvent.Ping _ -> "ping";
      case StreamEvent.Failed(var fault) -> "failed " + fault.message();
    };
  }

  private static String of(Spent usage) {
    return usage.input()
        + " "
        + usage.cacheRead()
        + " "
        + usage.cacheWrite()
        + " "
        + usage.output()
        + " "
        + usage.thinking();
  }

  static List<String> ofAnthropic(byte[] stream) {
    var lines = new ArrayList<String>();
    var framer =
        new SseFramer(event -> {
          String line = of(Json.tree(event).orElseThrow());
          if (!line.equals("input ")) {
            lines.add(line);
          }
        });
    framer.feed(stream, 0, stream.length);
    return lines;
  }

  private static String of(JsonNode data) {
    JsonNode block = data.path("content_block");
    JsonNode delta = data.path("delta");
    JsonNode usage = data.path("usage");
    return switch (data.path("type").asText()) {
      case "message_start" ->
          "start "
              + data.at("/message/id").asText().replace("msg_", "")
              + " "
              + data.at("/message/model").asText();
      case "content_block_start" ->
          ("block "
                  + block.path("type").asText()
                  + " "
                  + block.path("id").asText()
                  + " "
                  + block.path("name").asText())
              .strip();
      case "content_block_stop" -> "end";
      case "message_stop" -> "done";
      case "message_delta" ->
          "stop "
              + delta.path("stop_reason").asText()
              + " "
              + usage.path("input_tokens").asLong()
              + " "
              + usage.path("cache_read_input_tokens").asLong()
              + " "
              + usage.path("cache_creation_input_tokens").asLong()
              + " "
              + usage.path("output_tokens").asLong()
              + " "
              + usage.at("/output_tokens_details/thinking_tokens").asLong();
      default ->
          switch (delta.path("type").asText()) {
            case "text_delta" -> "text " + delta.path("text").asText();
            case "thinking_delta" -> "thinking " + delta.path("thinking").asText();
            case "input_json_delta" -> "input " + delta.path("partial_json").asText();
            case "signature_delta" -> "signature";
            default -> throw new AssertionError(data);
          };
    };
  }
}
