package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The frames of an answer's stream, one text each, as the four protocols write them. */
public final class Events {

  private Events() {}

  /** A whole Anthropic message with one text block, a delta for each piece. */
  public static List<String> anthropic(String... text) {
    var frames = new ArrayList<String>(anthropicBroken(text));
    frames.add(frame("content_block_stop", "\"index\":0"));
    frames.add(
        frame(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":7}"));
    frames.add(frame("message_stop", ""));
    return frames;
  }

  /** The same up to the last delta: what a stream has said when it breaks inside its text. */
  public static List<String> anthropicBroken(String... text) {
    var frames = new ArrayList<>(List.of(anthropicStart(), anthropicPing()));
    frames.add(
        frame(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    for (String piece : text) {
      frames.add(
          frame(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}"));
    }
    return frames;
  }

  /** A whole Anthropic message that calls one tool; {@code input} is JSON. */
  public static List<String> anthropicToolCall(String name, String input) {
    return List.of(
        anthropicStart(),
        frame(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":"
                + quoted(name)
                + ",\"input\":{}}"),
        inputDelta(""),
        inputDelta(input.substring(0, input.length() / 2)),
        inputDelta(input.substring(input.length() / 2)),
        frame("content_block_stop", "\"index\":0"),
        frame(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":7}"),
        frame("message_stop", ""));
  }

  public static String anthropicStart() {
    return frame(
        "message_start",
        "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
            + "\"model\":\"claude-sonnet-4-5\",\"content\":[],\"stop_reason\":null,"
            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":12,\"output_tokens\":1,"
            + "\"cache_creation_input_tokens\":3,\"cache_read_input_tokens\":5}}");
  }

  public static String anthropicPing() {
    return frame("ping", "");
  }

  public static String anthropicError(String type, String message) {
    return frame(
        "error", "\"error\":{\"type\":" + quoted(type) + ",\"message\":" + quoted(message) + "}");
  }

  /** Chat completion chunks, a usage chunk and the end marker. */
  public static List<String> chat(String... text) {
    var frames = new ArrayList<String>();
    frames.add(chatChunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
    for (String piece : text) {
      frames.add(chatChunk("{\"content\":" + quoted(piece) + "}", "null"));
    }
    frames.add(chatChunk("{}", "\"stop\""));
    frames.add(
        "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
            + "\"model\":\"gpt-5\",\"choices\":[],\"usage\":{\"prompt_tokens\":20,"
            + "\"completion_tokens\":7,\"total_tokens\":27,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":5}}}\n\n");
    frames.add("data: [DONE]\n\n");
    return frames;
  }

  public static List<String> responses(String... text) {
    var frames = new ArrayList<String>();
    frames.add(frame("response.created", response("in_progress", "")));
    frames.add(
        frame(
            "response.output_item.added",
            "\"output_index\":0,\"item\":{\"id\":\"msg_1\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"status\":\"in_progress\",\"content\":[]}"));
    for (String piece : text) {
      frames.add(
          frame(
              "response.output_text.delta",
              "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":"
                  + quoted(piece)));
    }
    frames.add(frame("response.completed", response("completed", String.join("", text))));
    return frames;
  }

  public static List<String> gemini(String... text) {
    var frames = new ArrayList<String>();
    for (int index = 0; index < text.length; index++) {
      boolean last = index == text.length - 1;
      frames.add(
          "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":"
              + quoted(text[index])
              + "}],\"role\":\"model\"},\"index\":0"
              + (last ? ",\"finishReason\":\"STOP\"" : "")
              + "}],\"usageMetadata\":{\"promptTokenCount\":20,\"candidatesTokenCount\":7,"
              + "\"totalTokenCount\":27},\"modelVersion\":\"gemini-3-pro\"}\r\n\r\n");
    }
    return frames;
  }

  /** A frame with a name; {@code rest} is what follows the type in its object. */
  public static String frame(String type, String rest) {
    String members =
        Stream.of("\"type\":" + quoted(type), rest)
            .filter(part -> !part.isEmpty())
            .reduce((left, right) -> left + "," + right)
            .orElseThrow();
    return "event: " + type + "\ndata: {" + members + "}\n\n";
  }

  static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static String inputDelta(String json) {
    return frame(
        "content_block_delta",
        "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":"
            + quoted(json)
            + "}");
  }

  private static String chatChunk(String delta, String finish) {
    return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,"
        + "\"model\":\"gpt-5\",\"choices\":[{\"index\":0,\"delta\":"
        + delta
        + ",\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }

  private static String response(String status, String text) {
    return "\"response\":{\"id\":\"resp_1\",\"object\":\"response\",\"status\":"
        + quoted(status)
        + ",\"model\":\"gpt-5\",\"output\":["
        + (text.isEmpty()
            ? ""
            : "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                + "\"status\":\"completed\",\"content\":[{\"type\":\"output_text\",\"text\":"
                + quoted(text)
                + ",\"annotations\":[]}]}")
        + "]"
        + (text.isEmpty()
            ? ""
            : ",\"usage\":{\"input_tokens\":20,\"input_tokens_details\":{\"cached_tokens\":5},"
                + "\"output_tokens\":7,\"total_tokens\":27}")
        + "}";
  }
}
