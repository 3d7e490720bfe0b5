package dev.sluice.protocol.convert;

import static dev.sluice.protocol.convert.ConversionsDocument.row;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.StreamEvent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is understood of upstreams' answers, told by what the decoders hear. */
final class UpstreamTables {

  private static final String CASES = "upstream-events.json";

  private static final String ANTHROPIC =
      """
      data: {"type":"message_start","message":{"id":"msg_1","model":"m","content":[],"usage":{}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"a"}}

      data: {"type":"content_block_stop","index":0}

      data: {"type":"message_delta","delta":{"stop_reason":"REASON"},"usage":{"output_tokens":1}}

      data: {"type":"message_stop"}

      """;
  private static final String CHAT =
      """
      data: {"id":"1","choices":[{"index":0,"delta":{"content":"a"}}]}

      data: {"id":"1","choices":[{"index":0,"delta":{},"finish_reason":"REASON"}]}

      data: [DONE]

      """;
  private static final String TEXT_OF_RESPONSE =
      """
      data: {"type":"response.created","response":{"id":"resp_1"}}

      data: {"type":"response.output_text.delta","output_index":0,"delta":"a"}

      """;
  private static final String COMPLETED =
      TEXT_OF_RESPONSE
          + "data: {\"type\":\"response.REASON\",\"response\":{\"status\":\"REASON\"}}\n\n";
  private static final String INCOMPLETE =
      TEXT_OF_RESPONSE
          + "data: {\"type\":\"response.incomplete\",\"response\":{\"status\":\"incomplete\","
          + "\"incomplete_details\":{\"reason\":\"REASON\"}}}\n\n";
  private static final String GEMINI =
      """
      data: {"candidates":[{"content":{"parts":[{"text":"a"}]}}]}

      data: {"candidates":[{"finishReason":"REASON"}]}

      """;

  private UpstreamTables() {}

  /**
   * @param frame what is looked at; all frames are data without a name
   */
  private record Case(Protocol upstream, String name, String before, String frame, String after) {

    List<StreamEvent> with() {
      return decoded(upstream, before + frame + after);
    }

    List<StreamEvent> without() {
      return decoded(upstream, before + after);
    }
  }

  private static List<StreamEvent> decoded(Protocol upstream, String stream) {
    return Conversions.decode(upstream, stream.getBytes(UTF_8));
  }

  static String all() {
    return events() + reasons();
  }

  private static String events() {
    var text =
        new StringBuilder(
            """

            ## Answers: what is understood of each upstream's stream

            What an event, or a member of a chunk, adds to an answer. Events of other names add nothing.

            | upstream | event or member | is understood as |
            |---|---|---|
            """);
    for (Case each : cases()) {
      text.append(
          row(
              "`" + each.upstream().id() + "`",
              "`" + each.name() + "`",
              difference(each.without(), each.with())));
    }
    return text.toString();
  }

  private static List<Case> cases() {
    var file = Conversions.object(new String(Conversions.read(CASES), UTF_8));
    return Arrays.stream(Protocol.values())
        .flatMap(upstream -> {
          var group = file.path(upstream.id());
          return group.path("cases").properties().stream()
              .map(each -> {
                var stream = each.getValue();
                boolean usual = !stream.has("before");
                return new Case(
                    upstream,
                    each.getKey(),
                    frames(usual ? group.path("before") : stream.path("before")),
                    frames(stream.path("frames")),
                    frames(stream.has("after") ? stream.path("after") : group.path("after")));
              });
        })
        .toList();
  }

  private static String frames(Iterable<com.fasterxml.jackson.databind.JsonNode> frames) {
    var text = new StringBuilder();
    frames.forEach(frame ->
        text.append("data: ")
            .append(frame.isTextual() ? frame.textValue() : new String(Json.bytes(frame), UTF_8))
            .append("\n\n"));
    return text.toString();
  }

  /** What stands between the events that both have. */
  private static String difference(List<StreamEvent> without, List<StreamEvent> with) {
    int most = Math.min(without.size(), with.size());
    int begin = 0;
    while (begin < most && without.get(begin).equals(with.get(begin))) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && without.get(without.size() - 1 - end).equals(with.get(with.size() - 1 - end))) {
      end++;
    }
    Set<String> words = new LinkedHashSet<>();
    with.subList(begin, with.size() - end).forEach(event -> words.addAll(words(event)));
    return words.isEmpty() ? "nothing" : String.join(", ", words);
  }

  private static List<String> words(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Started _ -> List.of("the start");
      case StreamEvent.BlockStarted(var head) -> List.of("a block `" + head.type() + "`");
      case StreamEvent.TextPiece _ -> List.of("text");
      case StreamEvent.ThinkingPiece _ -> List.of("thinking");
      case StreamEvent.Signature _ -> List.of("a signature");
      case StreamEvent.InputPiece _ -> List.of("input of a call");
      case StreamEvent.Citation _ -> List.of("a citation");
      case StreamEvent.Stopped stopped -> List.of("end: " + stopped.reason().text());
      case StreamEvent.Ping _ -> List.of("a sign of life");
      case StreamEvent.Failed(var fault) ->
          List.of("error: " + fault.kind().name().toLowerCase(Locale.ROOT));
      case StreamEvent.BlockEnded _, StreamEvent.Done _ -> List.of();
    };
  }

  private static String reasons() {
    var text =
        new StringBuilder(
            """

            ### Why an upstream says that it ended

            A call in the answer makes an ordinary end one of `tool_use`, and an end of `tool_use` without a call an
            ordinary one.

            | upstream | says | is understood as |
            |---|---|---|
            """);
    ending(
        text,
        Protocol.ANTHROPIC,
        ANTHROPIC,
        "end_turn max_tokens stop_sequence pause_turn refusal"
            + " model_context_window_exceeded compaction something_new");
    ending(
        text,
        Protocol.OPENAI_CHAT,
        CHAT,
        "stop length tool_calls function_call content_filter"
            + " model_length sensitive model_context_window_exceeded error network_error"
            + " insufficient_system_resource something_new");
    ending(text, Protocol.OPENAI_RESPONSES, COMPLETED, "completed failed cancelled");
    ending(
        text,
        Protocol.OPENAI_RESPONSES,
        INCOMPLETE,
        "max_output_tokens content_filter something_new");
    ending(
        text,
        Protocol.GEMINI,
        GEMINI,
        "STOP MAX_TOKENS SAFETY RECITATION BLOCKLIST"
            + " PROHIBITED_CONTENT SPII IMAGE_SAFETY LANGUAGE OTHER MALFORMED_FUNCTION_CALL"
            + " UNEXPECTED_TOOL_CALL TOO_MANY_TOOL_CALLS SOMETHING_NEW");
    return text.toString();
  }

  private static void ending(StringBuilder text, Protocol upstream, String stream, String reasons) {
    for (String reason : reasons.split(" ", -1)) {
      String words =
          decoded(upstream, stream.replace("REASON", reason)).stream()
              .filter(event ->
                  event instanceof StreamEvent.Stopped || event instanceof StreamEvent.Failed)
              .flatMap(event -> words(event).stream())
              .collect(Collectors.joining(", "));
      text.append(row("`" + upstream.id() + "`", "`" + reason + "`", words));
    }
  }
}
