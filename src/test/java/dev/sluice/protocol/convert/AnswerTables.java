package dev.sluice.protocol.convert;

import static dev.sluice.protocol.convert.ConversionsDocument.escaped;
import static dev.sluice.protocol.convert.ConversionsDocument.row;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.StopReason;
import dev.sluice.protocol.message.StreamEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What callers hear of answers, told by what the encoders write. */
final class AnswerTables {

  private static final StreamEvent STARTED =
      Listener.story(List.of(), StopReason.END_TURN).getFirst();

  private AnswerTables() {}

  static String all() {
    return pieces() + events() + reasons() + usage();
  }

  private static String pieces() {
    var text =
        new StringBuilder(
            """

            ## Answers: what each caller is told

            """);
    text.append(ConversionsDocument.head("piece"));
    for (AnswerPiece piece : AnswerPiece.all()) {
      text.append("| ").append(piece.name());
      for (Protocol caller : Protocol.values()) {
        text.append(" | ").append(ConversionsDocument.words(piece.at(caller)));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  private static String events() {
    Map<String, List<StreamEvent>> told = new LinkedHashMap<>();
    told.put("the answer starts", List.of(STARTED));
    told.put("a sign of life", List.of(STARTED, new StreamEvent.Ping()));
    var fault = new StreamEvent.Failed(new Fault(Fault.Kind.UPSTREAM_FAILED, "broken"));
    told.put("a failure before the answer starts", List.of(fault));
    told.put("a failure after", List.of(STARTED, fault));
    told.put("the end, after text", ended());
    var text =
        new StringBuilder(
            """

            ### What is written for an event

            Frames by their names, or by what stands in them where the protocol has no names.

            """);
    text.append(listeners("event"));
    told.forEach((name, story) -> {
      text.append("| ").append(name);
      for (Listener each : Listener.values()) {
        text.append(" | ").append(shape(name.startsWith("the end") ? end(each) : each.last(story)));
      }
      text.append(" |\n");
    });
    return text.toString();
  }

  private static List<StreamEvent> ended() {
    return Listener.story(
        List.of(
            new StreamEvent.BlockStarted(new ContentBlock.Text("")),
            new StreamEvent.TextPiece("a"),
            new StreamEvent.BlockEnded()),
        StopReason.END_TURN);
  }

  /** All that is written for the last three events. */
  private static String end(Listener listener) {
    List<StreamEvent> story = ended();
    String before = listener.stream(story.subList(0, story.size() - 3));
    return listener.stream(story).substring(before.length());
  }

  private static String listeners(String first) {
    return "| "
        + first
        + " | `anthropic` | `openai-chat` | `openai-responses` | the same, Codex | `gemini` |\n"
        + "|---|---|---|---|---|---|\n";
  }

  private static String shape(String frames) {
    var parts = new ArrayList<String>();
    String name = "";
    for (String line : frames.lines().toList()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
        parts.add(name);
      } else if (line.startsWith(":")) {
        parts.add("a comment");
      } else if (line.equals("data: [DONE]")) {
        parts.add("[DONE]");
      } else if (line.startsWith("data: ") && name.isEmpty()) {
        parts.add(members(Listener.documents(line).getFirst()));
      } else if (line.isEmpty()) {
        name = "";
      }
    }
    if (parts.isEmpty()) {
      return frames.isEmpty() ? "nothing" : "a blank line";
    }
    return parts.stream()
        .map(part -> part.startsWith("a ") ? part : "`" + part + "`")
        .collect(joining(", "));
  }

  private static String members(JsonNode frame) {
    var names = new ArrayList<String>();
    JsonNode choice = frame.path("choices").path(0);
    JsonNode candidate = frame.path("candidates").path(0);
    choice.path("delta").fieldNames().forEachRemaining(name -> names.add("delta." + name));
    candidate
        .path("content")
        .path("parts")
        .forEach(part -> part.fieldNames().forEachRemaining(names::add));
    for (String name : List.of("finish_reason", "finishReason")) {
      if (choice.hasNonNull(name) || candidate.hasNonNull(name)) {
        names.add(name);
      }
    }
    for (String name : List.of("usage", "usageMetadata", "error")) {
      if (frame.has(name)) {
        names.add(name);
      }
    }
    return String.join(" ", names);
  }

  private static String reasons() {
    var text =
        new StringBuilder(
            """

            ### Why an answer ended

            """);
    text.append(listeners("reason"));
    for (StopReason reason : StopReason.values()) {
      text.append("| ").append(reason.name().toLowerCase(Locale.ROOT));
      for (Listener each : Listener.values()) {
        text.append(" | `").append(told(each, reason)).append('`');
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  static String told(Listener listener, StopReason reason) {
    String stream = listener.stream(Listener.story(List.of(), reason));
    String told = "";
    for (JsonNode frame : Listener.documents(stream)) {
      String here = reason(frame);
      told = here.isEmpty() ? told : here;
    }
    return told;
  }

  /** As it stands in a frame or in a whole answer; empty when there is none. */
  static String reason(JsonNode told) {
    JsonNode response = told.path("response").isObject() ? told.path("response") : told;
    if (response.path("status").isTextual()
        && !response.path("status").asText().equals("in_progress")) {
      String why =
          response.path("incomplete_details").path("reason").asText("")
              + response.path("error").path("code").asText("");
      return response.path("status").asText() + (why.isEmpty() ? "" : "/" + why);
    }
    for (JsonNode place :
        List.of(
            told.path("delta").path("stop_reason"),
            told.path("stop_reason"),
            told.path("choices").path(0).path("finish_reason"),
            told.path("candidates").path(0).path("finishReason"))) {
      if (place.isTextual()) {
        return place.asText();
      }
    }
    return "";
  }

  private static String usage() {
    var text =
        new StringBuilder(
            """

            ### What it cost

            Of the prompt's tokens, *fresh* are those that were neither read from a cache nor written to one.

            | caller | member | is |
            |---|---|---|
            """);
    for (Protocol caller : Protocol.values()) {
      var whole = Listener.of(caller).whole(Listener.story(List.of(), StopReason.END_TURN));
      JsonNode usage = whole.path(caller == Protocol.GEMINI ? "usageMetadata" : "usage");
      figures("", usage)
          .forEach((member, figure) ->
              text.append(row("`" + caller.id() + "`", "`" + member + "`", escaped(sum(figure)))));
    }
    return text.toString();
  }

  private static Map<String, Long> figures(String path, JsonNode usage) {
    Map<String, Long> all = new LinkedHashMap<>();
    usage
        .properties()
        .forEach(member -> {
          if (member.getValue().isObject()) {
            all.putAll(figures(path + member.getKey() + ".", member.getValue()));
          } else {
            all.put(path + member.getKey(), member.getValue().longValue());
          }
        });
    return all;
  }

  /** The figures of {@link Listener#story} are such that no two sums are the same. */
  static String sum(long figure) {
    if (figure == 5_000) {
      return "output without thinking";
    }
    Map<Long, String> places = new LinkedHashMap<>();
    places.put(1L, "fresh");
    places.put(10L, "read from cache");
    places.put(100L, "written to cache");
    places.put(7_000L, "output, thinking included");
    places.put(2_000L, "thinking");
    var parts = new ArrayList<String>();
    long rest = figure;
    for (long each : Arrays.asList(7_000L, 2_000L, 100L, 10L, 1L)) {
      if (rest >= each) {
        rest -= each;
        parts.addFirst(places.get(each));
      }
    }
    if (rest != 0) {
      throw new AssertionError("a figure that is no sum: " + figure);
    }
    return String.join(" + ", parts);
  }
}
