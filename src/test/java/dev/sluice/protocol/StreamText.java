package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes streams as odd as the grammars allow: any line ends, comments, spacing and order. */
public final class StreamText {

  private static final List<String> TEXTS =
      List.of(
          "",
          "hello",
          "ж 漢 🙂",
          "\\n\\n",
          "\\\"usage\\\": {\\\"prompt_tokens\\\": 5}",
          "data: x",
          "usage",
          "finish_reason",
          "{\\\"type\\\":\\\"error\\\"}");

  private final Random chance;
  private final List<String> events = new ArrayList<>();

  private StreamText(Random chance) {
    this.chance = chance;
  }

  /** A stream of the protocol, perhaps without its end. */
  public static byte[] of(Protocol protocol, Random chance) {
    var stream = new StreamText(chance);
    int length = chance.nextInt(12);
    switch (protocol) {
      case ANTHROPIC -> stream.anthropic(length);
      case OPENAI_CHAT -> stream.chat(length);
      case OPENAI_RESPONSES -> stream.responses(length);
      case GEMINI -> stream.gemini(length);
    }
    return stream.written();
  }

  private void anthropic(int length) {
    typed("message_start", "'message':{'id':'m','usage':{'input_tokens':9,'output_tokens':1}}");
    typed("content_block_start", "'index':0,'content_block':{'type':'text','text':''}");
    for (int i = 0; i < length; i++) {
      switch (chance.nextInt(8)) {
        case 0 -> typed("ping", "'x':null");
        case 1 -> typed("brand_new", "'usage':null");
        case 2 -> typed("message_delta", "'delta':{},'usage':{'output_tokens':" + i + "}");
        default ->
            typed(
                "content_block_delta",
                "'index':0,'delta':{'type':'text_delta','text':'" + text() + "'}");
      }
    }
    maybe(() -> typed("error", "'error':{'type':'overloaded_error','message':'busy'}"), 5);
    maybe(() -> typed("message_stop", "'x':1"), 2);
  }

  private void chat(int length) {
    for (int i = 0; i < length; i++) {
      String usage =
          chance.nextInt(4) == 0 ? "{'prompt_tokens':7,'completion_tokens':" + i + "}" : "null";
      String reason = chance.nextInt(9) == 0 ? "'stop'" : pick("null", "''");
      event(
          "",
          pick("{'id':'c',", "{")
              + "'choices':[{'index':0,'delta':{'content':'"
              + text()
              + "'},'finish_reason':"
              + reason
              + "}],'usage':"
              + usage
              + "}");
    }
    maybe(() -> event("", "{'error':{'message':'busy'}}"), 5);
    maybe(() -> event("", "[DONE]"), 2);
  }

  private void responses(int length) {
    typed("response.created", "'sequence_number':0,'response':{'id':'r','usage':null}");
    for (int i = 0; i < length; i++) {
      typed(
          pick("response.in_progress", "response.output_text.delta", "response.output_item.added"),
          "'delta':'" + text() + "','error':null");
    }
    maybe(() -> typed("response.failed", "'response':{'error':{'message':'busy'}}"), 5);
    maybe(() -> typed("response.completed", "'response':{'usage':{'input_tokens':4}}"), 2);
  }

  private void gemini(int length) {
    for (int i = 0; i < length; i++) {
      event(
          "",
          "{'candidates':[{'content':{'parts':[{'text':'"
              + text()
              + "'}]}"
              + pick("", ",'finishReason':'STOP'", ",'finishReason':null")
              + "}],'usageMetadata':{'promptTokenCount':3,'candidatesTokenCount':"
              + i
              + "}}");
    }
    maybe(() -> event("", "{'error':{'message':'busy'}}"), 5);
  }

  private void typed(String type, String members) {
    String named = chance.nextInt(5) == 0 ? "" : type;
    String first = "'type':'" + type + "',";
    event(
        named,
        chance.nextInt(5) == 0
            ? "{" + members + ",'type':'" + type + "'}"
            : "{" + first + members + "}");
  }

  private void event(String name, String quoted) {
    String data = quoted.replace('\'', '"');
    if (chance.nextInt(4) == 0) {
      data = data.replace("\":", "\": ").replace(",\"", ", \"");
    }
    if (chance.nextInt(6) == 0) {
      data = data.replaceFirst(",\"", ",\ndata: \"");
    }
    String space = pick(" ", " ", "");
    maybe(() -> events.add(pick(": keep-alive\n\n", ":\n", "id: 4\n", "retry: 5\n", "\n")), 3);
    String named = name.isEmpty() ? "" : "event:" + space + name + "\n";
    String body = "data:" + space + data + "\n";
    events.add((chance.nextInt(8) == 0 ? body + named : named + body) + "\n");
  }

  private byte[] written() {
    String end = pick("\n", "\n", "\r\n", "\r");
    String mark = pick("", "", "", "\uFEFF");
    return (mark + String.join("", events)).replace("\n", end).getBytes(UTF_8);
  }

  private void maybe(Runnable something, int seldom) {
    if (chance.nextInt(seldom) == 0) {
      something.run();
    }
  }

  private String text() {
    return chance.nextInt(40) == 0 ? "long ".repeat(5000) : TEXTS.get(chance.nextInt(TEXTS.size()));
  }

  private String pick(String... from) {
    return from[chance.nextInt(from.length)];
  }
}
