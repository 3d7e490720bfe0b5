package dev.sluice.protocol.convert;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.Fold;
import dev.sluice.protocol.message.Spent;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client that has asked for all that its protocol can tell. */
enum Listener {
  ANTHROPIC(Protocol.ANTHROPIC, "{'model':'m','max_tokens':9,'messages':[]}", ""),
  CHAT(
      Protocol.OPENAI_CHAT,
      "{'model':'m','stream':true,'stream_options':{'include_usage':true},'messages':["
          + "{'role':'user','content':'a'}]}",
      ""),
  RESPONSES(
      Protocol.OPENAI_RESPONSES,
      "{'model':'m','input':'a','include':['reasoning.encrypted_content']}",
      ""),
  CODEX(
      Protocol.OPENAI_RESPONSES,
      "{'model':'m','input':'a','stream':true,'include':['reasoning.encrypted_content']}",
      "codex_cli_rs"),
  GEMINI(
      Protocol.GEMINI,
      "{'contents':[{'role':'user','parts':[{'text':'a'}]}],"
          + "'generationConfig':{'thinkingConfig':{'includeThoughts':true}}}",
      "");

  private static final Spent SPENT = new Spent(1, 10, 100, 7_000, 2_000, 0, true);

  private final Protocol protocol;
  private final String request;
  private final String originator;

  Listener(Protocol protocol, String request, String originator) {
    this.protocol = protocol;
    this.request = request;
    this.originator = originator;
  }

  static Listener of(Protocol protocol) {
    return Arrays.stream(values())
        .filter(each -> each.protocol == protocol)
        .findFirst()
        .orElseThrow();
  }

  CallerRequest asks() {
    var asked =
        new Asked(
            "m",
            true,
            false,
            name -> Optional.of(originator).filter(it -> name.equals("originator")));
    try {
      return CallerSide.of(protocol)
          .read(asked, Conversions.object(request.replace('\'', '"')), new Losses());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The events with a beginning and an end. */
  static List<StreamEvent> story(List<StreamEvent> pieces, StopReason reason) {
    var story = new ArrayList<StreamEvent>();
    story.add(new StreamEvent.Started("msg_1", "m", SPENT));
    story.addAll(pieces);
    story.add(new StreamEvent.Stopped(reason, SPENT));
    story.add(new StreamEvent.Done());
    return story;
  }

  String stream(List<StreamEvent> events) {
    return new String(Conversions.encode(asks().stream(Conversions.TELLING), events), UTF_8);
  }

  /** What the encoder writes for the last of these events alone. */
  String last(List<StreamEvent> events) {
    String before = stream(events.subList(0, events.size() - 1));
    return stream(events).substring(before.length());
  }

  JsonNode whole(List<StreamEvent> events) {
    var fold = new Fold();
    events.forEach(fold);
    return Json.tree(asks().whole(Conversions.TELLING).apply(fold.message())).orElseThrow();
  }

  /** The documents of a stream's data, without those that are no JSON. */
  static List<JsonNode> documents(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> Json.tree(line.substring("data: ".length())).orElse(NullNode.instance))
        .toList();
  }
}
