package dev.sluice.protocol.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.message.ContentBlock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What tools of another provider did, in words. */
final class Rendering {

  private Rendering() {}

  static String of(ContentBlock block) {
    return switch (block) {
      case ContentBlock.ServerToolUse call -> call(call.name(), call.input());
      case ContentBlock.ServerToolResult result -> result(result.content());
      case ContentBlock.Unknown(var type, var json) ->
          type.endsWith("_result")
              ? result(json.path("content"))
              : call(json.path("name").asText(), json.path("input"));
      case ContentBlock.Text _,
          ContentBlock.Image _,
          ContentBlock.Document _,
          ContentBlock.SearchResult _,
          ContentBlock.Thinking _,
          ContentBlock.RedactedThinking _,
          ContentBlock.ToolUse _,
          ContentBlock.ToolResult _,
          ContentBlock.ToolReference _,
          ContentBlock.Compaction _ ->
          "";
    };
  }

  private static String call(String name, JsonNode input) {
    JsonNode query = input.path("query");
    return "[" + name + ": " + (query.isTextual() ? query.asText() : input.toString()) + "]";
  }

  private static String result(JsonNode content) {
    Stream<JsonNode> parts =
        content.isArray() ? StreamSupport.stream(content.spliterator(), false) : Stream.of(content);
    return parts
        .map(Rendering::line)
        .filter(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }

  private static String line(JsonNode part) {
    if (part.isTextual()) {
      return part.asText();
    }
    if (part.path("text").isTextual()) {
      return part.path("text").asText();
    }
    if (part.path("url").isTextual()) {
      return (part.path("title").asText() + " " + part.path("url").asText()).strip();
    }
    return Stream.of("stdout", "stderr", "error_code")
        .map(name -> part.path(name).asText())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }
}
