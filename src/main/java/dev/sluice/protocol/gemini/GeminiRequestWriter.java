package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Leftovers;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.convert.MidConversation;
import dev.sluice.protocol.convert.Part;
import dev.sluice.protocol.convert.Target;
import dev.sluice.protocol.message.AnswerFormat;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.MessageRequest;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolNames;
import java.util.regex.Pattern;

/** Writes a request, member by member, always in the same order. */
final class GeminiRequestWriter {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");
  private static final Pattern ILLEGAL = Pattern.compile("^[^A-Za-z_]|[^A-Za-z0-9_.-]");
  private static final String BILLING = "x-anthropic-billing-header:";

  private final MessageRequest request;
  private final Writing writing;

  GeminiRequestWriter(MessageRequest asked, Target target, Losses losses) {
    this.request = MidConversation.settled(asked);
    this.writing =
        new Writing(
            target, GeminiFamily.of(target.model()), ToolNames.in(request, NAME, ILLEGAL), losses);
  }

  ToolNames names() {
    return writing.names();
  }

  ObjectNode body() throws Inexpressible {
    unsaid();
    var tools = new GeminiTools(writing);
    for (Tool tool : request.tools()) {
      tools.add(tool);
    }
    boolean formatted = writing.family().third() || !tools.functions();
    ArrayNode system = system();
    if (!formatted) {
      inWords(system);
    }
    var body = Json.object();
    if (!system.isEmpty()) {
      body.putObject("systemInstruction").set("parts", system);
    }
    tools.write(body);
    tools.config(request.toolChoice(), body);
    body.set("contents", new GeminiContents(writing).of(request.turns()));
    ObjectNode config = new GenerationConfig(writing).of(request, formatted);
    if (!config.isEmpty()) {
      body.set("generationConfig", config);
    }
    return body;
  }

  private ArrayNode system() throws Inexpressible {
    ArrayNode parts = Json.array();
    var media = new MediaParts(writing, new PlainWords(writing));
    for (ContentBlock block : request.system()) {
      if (!(block instanceof ContentBlock.Text words)) {
        parts.addAll(media.inside(block));
        continue;
      }
      writing.unknown("system", words.rest());
      if (!words.text().isEmpty() && !words.text().startsWith(BILLING)) {
        parts.add(MediaParts.text(words.text()));
      }
    }
    return parts;
  }

  /** Before Gemini 3 the form of an answer cannot be asked for beside functions. */
  private void inWords(ArrayNode system) {
    request
        .format()
        .ifPresent(format -> {
          switch (format) {
            case AnswerFormat.JsonObject() -> {
              writing.losses().degraded(Part.FORMAT_JSON, "is asked for in words");
              system.add(MediaParts.text("Answer with one JSON object and nothing else."));
            }
            case AnswerFormat.JsonSchema(var _, var schema, var _) -> {
              writing.losses().degraded(Part.FORMAT_SCHEMA, "is asked for in words");
              system.add(
                  MediaParts.text(
                      "Answer with JSON that obeys this schema and nothing else: " + schema));
            }
          }
        });
  }

  private void unsaid() throws Inexpressible {
    Leftovers.members(request, writing.losses());
    if (request.oneToolAtATime()) {
      writing
          .losses()
          .degraded(Part.ONE_TOOL_AT_A_TIME, "is not known: several may be called at once");
    }
    if (request.fast()) {
      writing.losses().degraded(Part.SPEED, "is left out");
    }
  }
}
