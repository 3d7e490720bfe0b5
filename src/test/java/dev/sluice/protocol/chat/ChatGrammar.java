package dev.sluice.protocol.chat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Accepts exactly the streams that a client of Chat may be told. */
public final class ChatGrammar {

  private static final Set<String> REASONS =
      Set.of("stop", "length", "tool_calls", "content_filter");
  private static final Set<String> DELTAS =
      Set.of("content", "refusal", "reasoning_content", "reasoning_details", "tool_calls");

  private enum State {
    NEW,
    TELLING,
    FINISHED,
    COUNTED,
    DONE,
    FAILED
  }

  private final List<String> arguments = new ArrayList<>();
  private final boolean usage;
  private State state = State.NEW;
  private String id = "";

  private ChatGrammar(boolean usage) {
    this.usage = usage;
  }

  /**
   * @param usage whether the caller asked for it
   */
  public static void check(String stream, boolean usage) {
    var grammar = new ChatGrammar(usage);
    demand(stream.isEmpty() || stream.endsWith("\n\n"), "an unfinished frame");
    for (String frame : stream.split("\n\n", -1)) {
      if (!frame.isEmpty() && !frame.startsWith(": ")) {
        demand(frame.startsWith("data: ") && frame.indexOf('\n') < 0, frame);
        grammar.data(frame.substring(6));
      }
    }
    demand(grammar.state == State.DONE || grammar.state == State.FAILED, "no end");
  }

  private static void demand(boolean legal, String what) {
    if (!legal) {
      throw new AssertionError("illegal: " + what);
    }
  }

  private void data(String data) {
    demand(state != State.DONE && state != State.FAILED, "after the end: " + data);
    if (data.equals("[DONE]")) {
      demand(state == (usage ? State.COUNTED : State.FINISHED), "[DONE] too early");
      state = State.DONE;
      return;
    }
    JsonNode json = Json.tree(data).orElseThrow(() -> new AssertionError("no JSON: " + data));
    if (json.has("error")) {
      demand(json.path("error").path("message").isTextual(), data);
      state = State.FAILED;
      return;
    }
    demand(json.path("object").asText().equals("chat.completion.chunk"), data);
    demand(json.path("created").isIntegralNumber() && json.path("model").isTextual(), data);
    demand(id.isEmpty() || id.equals(json.path("id").asText()), "another id: " + data);
    id = json.path("id").asText();
    demand(id.startsWith("chatcmpl-"), data);
    if (json.path("choices").isEmpty()) {
      count(json, data);
    } else {
      choice(json.path("choices").get(0), data);
    }
  }

  private void count(JsonNode json, String data) {
    demand(usage && state == State.FINISHED, "a count out of place: " + data);
    JsonNode told = json.path("usage");
    long sum = told.path("prompt_tokens").asLong() + told.path("completion_tokens").asLong();
    demand(told.path("total_tokens").asLong(-1) == sum, data);
    state = State.COUNTED;
  }

  private void choice(JsonNode choice, String data) {
    demand(choice.path("index").asInt(-1) == 0, data);
    JsonNode delta = choice.path("delta");
    if (state == State.NEW) {
      demand(delta.path("role").asText().equals("assistant"), "no role first: " + data);
      state = State.TELLING;
      return;
    }
    demand(state == State.TELLING, "after the finish: " + data);
    if (choice.path("finish_reason").isNull()) {
      demand(delta.size() == 1 && DELTAS.contains(delta.fieldNames().next()), data);
      delta.path("tool_calls").forEach(call -> call(call, data));
      return;
    }
    String reason = choice.path("finish_reason").asText();
    demand(REASONS.contains(reason), data);
    demand(delta.isEmpty() || delta.has("annotations"), data);
    demand(!reason.equals("tool_calls") || !arguments.isEmpty(), "no call: " + data);
    arguments.forEach(each -> demand(!each.isEmpty(), "a call without arguments"));
    state = State.FINISHED;
  }

  private void call(JsonNode call, String data) {
    int index = call.path("index").asInt(-1);
    JsonNode body = call.has("custom") ? call.path("custom") : call.path("function");
    String piece = body.path(call.has("custom") ? "input" : "arguments").asText();
    if (call.has("id")) {
      demand(index == arguments.size() && body.path("name").isTextual(), data);
      demand(call.path("type").isTextual(), data);
      arguments.add(piece);
    } else {
      demand(index == arguments.size() - 1, "not the last call: " + data);
      arguments.set(index, arguments.get(index) + piece);
    }
  }
}
