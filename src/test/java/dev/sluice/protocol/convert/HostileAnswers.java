package dev.sluice.protocol.convert;

import dev.sluice.protocol.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers that no provider ought to give. */
final class HostileAnswers {

  private static final String DEEP = "[".repeat(5_000) + "]".repeat(5_000);
  private static final String HUGE = "9".repeat(40);

  private HostileAnswers() {}

  static Map<String, String> of(Protocol upstream) {
    Words words =
        switch (upstream) {
          case ANTHROPIC -> new AnthropicWords();
          case OPENAI_CHAT -> new ChatWords();
          case OPENAI_RESPONSES -> new ResponsesWords();
          case GEMINI -> new GeminiWords();
        };
    var all = new LinkedHashMap<String, String>();
    all.put("nothing", "");
    all.put("blank", "\n\n\n");
    all.put("comments alone", ": a\n\n: b\n\n");
    all.put("no JSON", "data: hello\n\n");
    all.put("null", "data: null\n\n");
    all.put("a number", "data: 1\n\n");
    all.put("an array", "data: []\n\n");
    all.put("an empty object", "data: {}\n\n");
    all.put("an empty document", "{}");
    all.put("an empty list", "[]");
    all.put("a list of nonsense", "[1,null,\"a\",[],{}]");
    all.put("deep nesting", "data: " + DEEP + "\n\n");
    all.put("a deep document", DEEP);
    all.put("deep members", "data: {\"a\":" + DEEP + "}\n\n");
    all.put("deep but legal", "data: {\"a\":" + "[".repeat(900) + "]".repeat(900) + "}\n\n");
    all.put("[DONE] alone", "data: [DONE]\n\n");
    all.put("a long number", "data: {\"usage\":" + "9".repeat(3_000) + "}\n\n");
    all.put("empty answer", words.start() + words.end("stop", "1"));
    all.put("no start", words.end("stop", "1"));
    all.put(
        "two ends",
        words.start() + words.text("a") + words.end("stop", "1") + words.end("stop", "1"));
    String answer = words.start() + words.text("a") + words.end("stop", "1");
    all.put("two answers", answer + answer);
    all.put("text after the end", answer + words.text("b"));
    all.put("two [DONE]", answer + "data: [DONE]\n\ndata: [DONE]\n\n");
    all.put("nothing after the start", words.start());
    all.put("huge usage", words.start() + words.text("a") + words.end("stop", HUGE));
    all.put("negative usage", words.start() + words.text("a") + words.end("stop", "-5"));
    all.put("fractional usage", words.start() + words.text("a") + words.end("stop", "1.5"));
    all.put("endless usage", words.start() + words.text("a") + words.end("stop", "1e999"));
    all.put("usage in words", words.start() + words.text("a") + words.end("stop", "\"many\""));
    all.put("unknown reason", words.start() + words.text("a") + words.end("whim", "1"));
    all.put(
        "a character in two",
        words.start() + words.text("a\\ud83d") + words.text("\\ude00b") + words.end("stop", "1"));
    all.put("half a character", words.start() + words.text("a\\ud83d") + words.end("stop", "1"));
    all.put("the wrong half", words.start() + words.text("\\ude00a") + words.end("stop", "1"));
    all.put("half a thought", words.start() + words.thinking("a\\ud83d") + words.end("stop", "1"));
    all.put(
        "half a character in a call",
        words.start()
            + words.call("c1", "f", "{\\\"a\\\":\\\"\\ud83d\\\"}")
            + words.end("tool", "1"));
    all.put(
        "half a character in names",
        words.start() + words.call("c\\ud83d", "f\\ud83d", "{}") + words.end("tool", "1"));
    all.put(
        "control characters",
        words.start() + words.text("\\u0000\\u001b\\u2028") + words.end("stop", "1"));
    all.put("white space", words.start() + words.text(" \\n ") + words.end("stop", "1"));
    all.put("empty text", words.start() + words.text("") + words.end("stop", "1"));
    all.put(
        "a call that is cut",
        words.start() + words.call("c1", "f", "{\\\"a\\\":\\\"b") + words.end("length", "1"));
    all.put(
        "input that is a list",
        words.start() + words.call("c1", "f", "[1]") + words.end("tool", "1"));
    all.put("no input", words.start() + words.call("c1", "f", "") + words.end("tool", "1"));
    all.put("no name", words.start() + words.call("c1", "", "{}") + words.end("tool", "1"));
    all.put("no id", words.start() + words.call("", "f", "{}") + words.end("tool", "1"));
    all.put(
        "deep input",
        words.start()
            + words.call("c1", "f", "{\\\"a\\\":" + "[".repeat(900) + "]".repeat(900) + "}")
            + words.end("tool", "1"));
    all.put(
        "the same id twice",
        words.start()
            + words.call("c1", "f", "{}")
            + words.call("c1", "f", "{}")
            + words.end("tool", "1"));
    all.put(
        "odd ids",
        words.start()
            + words.call("functions.Bash:0|\\u00e9\\ud83d\\ude00", "a.b/c", "{}")
            + words.call("x".repeat(500), "n".repeat(200), "{}")
            + words.end("tool", "1"));
    all.put("200 calls", words.start() + calls(words) + words.end("tool", "1"));
    all.put(
        "thinking between everything",
        words.start()
            + words.thinking("a")
            + words.text("b")
            + words.thinking("c")
            + words.call("c1", "f", "{}")
            + words.thinking("d")
            + words.text("e")
            + words.end("stop", "1"));
    all.put(
        "a call, but a stop", words.start() + words.call("c1", "f", "{}") + words.end("stop", "1"));
    all.put("no call, but its end", words.start() + words.text("a") + words.end("tool", "1"));
    return all;
  }

  private static String calls(Words words) {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      calls.add(words.call("c" + i, "f" + i % 3, "{\\\"i\\\":" + i + "}"));
    }
    return String.join("", calls);
  }

  /** Frames of a protocol; texts come escaped for a JSON string. */
  private interface Words {
    String start();

    String text(String words);

    String thinking(String words);

    String call(String id, String name, String input);

    String end(String reason, String tokens);
  }

  private static String frame(String name, String json) {
    return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + json + "\n\n";
  }

  private static final class AnthropicWords implements Words {

    private int blocks;

    @Override
    public String start() {
      blocks = 0;
      return frame(
          "message_start",
          "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
              + "\"role\":\"assistant\",\"model\":\"m\",\"content\":[],\"usage\":"
              + "{\"input_tokens\":1,\"output_tokens\":1}}}");
    }

    @Override
    public String text(String words) {
      return block(
          "{\"type\":\"text\",\"text\":\"\"}",
          "{\"type\":\"text_delta\",\"text\":\"" + words + "\"}");
    }

    @Override
    public String thinking(String words) {
      return block(
          "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
          "{\"type\":\"thinking_delta\",\"thinking\":\"" + words + "\"}");
    }

    @Override
    public String call(String id, String name, String input) {
      return block(
          "{\"type\":\"tool_use\",\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"input\":{}}",
          "{\"type\":\"input_json_delta\",\"partial_json\":\"" + input + "\"}");
    }

    private String block(String head, String delta) {
      int index = blocks++;
      return frame(
              "content_block_start",
              "{\"type\":\"content_block_start\",\"index\":"
                  + index
                  + ",\"content_block\":"
                  + head
                  + "}")
          + frame(
              "content_block_delta",
              "{\"type\":\"content_block_delta\",\"index\":" + index + ",\"delta\":" + delta + "}")
          + frame(
              "content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    @Override
    public String end(String reason, String tokens) {
      String said =
          switch (reason) {
            case "stop" -> "end_turn";
            case "tool" -> "tool_use";
            case "length" -> "max_tokens";
            default -> reason;
          };
      return frame(
              "message_delta",
              "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\""
                  + said
                  + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":"
                  + tokens
                  + "}}")
          + frame("message_stop", "{\"type\":\"message_stop\"}");
    }
  }

  private static final class ChatWords implements Words {

    private int calls;

    @Override
    public String start() {
      calls = 0;
      return delta("{\"role\":\"assistant\",\"content\":\"\"}", "null");
    }

    @Override
    public String text(String words) {
      return delta("{\"content\":\"" + words + "\"}", "null");
    }

    @Override
    public String thinking(String words) {
      return delta("{\"reasoning_content\":\"" + words + "\"}", "null");
    }

    @Override
    public String call(String id, String name, String input) {
      return delta(
          "{\"tool_calls\":[{\"index\":"
              + calls++
              + ",\"id\":\""
              + id
              + "\",\"type\":\"function\",\"function\":{\"name\":\""
              + name
              + "\",\"arguments\":\""
              + input
              + "\"}}]}",
          "null");
    }

    @Override
    public String end(String reason, String tokens) {
      return delta("{}", "\"" + (reason.equals("tool") ? "tool_calls" : reason) + "\"")
          + frame(
              "",
              "{\"id\":\"chatcmpl-1\",\"model\":\"m\",\"choices\":[],\"usage\":{\"prompt_tokens\":1,"
                  + "\"completion_tokens\":"
                  + tokens
                  + ",\"total_tokens\":2}}")
          + frame("", "[DONE]");
    }

    private static String delta(String delta, String finish) {
      return frame(
          "",
          "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":"
              + delta
              + ",\"finish_reason\":"
              + finish
              + "}]}");
    }
  }

  private static final class ResponsesWords implements Words {

    private int items;

    @Override
    public String start() {
      items = 0;
      return event(
          "response.created", "\"response\":{\"id\":\"resp_1\",\"model\":\"m\",\"output\":[]}");
    }

    @Override
    public String text(String words) {
      return item(
          "\"type\":\"message\",\"role\":\"assistant\",\"content\":[]",
          "response.output_text.delta",
          words,
          "\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
              + "\"text\":\""
              + words
              + "\",\"annotations\":[]}]");
    }

    @Override
    public String thinking(String words) {
      return item(
          "\"type\":\"reasoning\",\"summary\":[]",
          "response.reasoning_summary_text.delta",
          words,
          "\"type\":\"reasoning\",\"encrypted_content\":\"e\",\"summary\":[{\"type\":\"summary_text\","
              + "\"text\":\""
              + words
              + "\"}]");
    }

    @Override
    public String call(String id, String name, String input) {
      String head =
          "\"type\":\"function_call\",\"call_id\":\"" + id + "\",\"name\":\"" + name + "\",";
      return item(
          head + "\"arguments\":\"\"",
          "response.function_call_arguments.delta",
          input,
          head + "\"arguments\":\"" + input + "\"");
    }

    private String item(String head, String type, String delta, String done) {
      int index = items++;
      String at = "\"output_index\":" + index + ",";
      String id = "\"id\":\"item_" + index + "\",";
      return event("response.output_item.added", at + "\"item\":{" + id + head + "}")
          + event(
              type,
              at
                  + "\"item_id\":\"item_"
                  + index
                  + "\",\"content_index\":0,\"summary_index\":0,\"delta\":\""
                  + delta
                  + "\"")
          + event("response.output_item.done", at + "\"item\":{" + id + done + "}");
    }

    @Override
    public String end(String reason, String tokens) {
      boolean cut = reason.equals("length");
      String type = cut ? "incomplete" : "completed";
      return event(
          "response." + type,
          "\"response\":{\"id\":\"resp_1\",\"model\":\"m\",\"status\":\""
              + type
              + "\",\"incomplete_details\":"
              + (cut ? "{\"reason\":\"max_output_tokens\"}" : "null")
              + ",\"usage\":{\"input_tokens\":1,\"output_tokens\":"
              + tokens
              + ",\"total_tokens\":2}}");
    }

    private static String event(String type, String members) {
      return frame(type, "{\"type\":\"" + type + "\"," + members + "}");
    }
  }

  private static final class GeminiWords implements Words {

    @Override
    public String start() {
      return "";
    }

    @Override
    public String text(String words) {
      return part("{\"text\":\"" + words + "\"}");
    }

    @Override
    public String thinking(String words) {
      return part("{\"text\":\"" + words + "\",\"thought\":true}");
    }

    @Override
    public String call(String id, String name, String input) {
      String args = input.replace("\\\"", "\"");
      return part(
          "{\"functionCall\":{\"id\":\""
              + id
              + "\",\"name\":\""
              + name
              + "\",\"args\":"
              + (args.isEmpty() ? "null" : args)
              + "}}");
    }

    @Override
    public String end(String reason, String tokens) {
      String said =
          switch (reason) {
            case "stop", "tool" -> "STOP";
            case "length" -> "MAX_TOKENS";
            default -> reason;
          };
      return frame(
          "",
          "{\"candidates\":[{\"finishReason\":\""
              + said
              + "\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":1,"
              + "\"candidatesTokenCount\":"
              + tokens
              + "}}");
    }

    private static String part(String part) {
      return frame(
          "",
          "{\"responseId\":\"r1\",\"modelVersion\":\"m\",\"candidates\":[{\"content\":{\"role\":"
              + "\"model\",\"parts\":["
              + part
              + "]},\"index\":0}]}");
    }
  }
}
