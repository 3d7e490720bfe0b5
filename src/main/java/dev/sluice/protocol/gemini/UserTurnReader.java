package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One turn of the user's; results of calls come before everything else. Used for one turn. */
final class UserTurnReader {

  private final OpenCalls calls;
  private final Losses losses;
  private final List<ContentBlock> results = new ArrayList<>();
  private final List<ContentBlock> others = new ArrayList<>();

  UserTurnReader(OpenCalls calls, Losses losses) {
    this.calls = calls;
    this.losses = losses;
  }

  List<ContentBlock> blocks() {
    for (String id : calls.abandon()) {
      losses.degraded(
          "contents.parts.functionCall", "has no functionResponse; the model is told so");
      results.add(
          new ContentBlock.ToolResult(id, List.of(new ContentBlock.Text("(no output)")), true));
    }
    var all = new ArrayList<>(results);
    all.addAll(others);
    return all;
  }

  void part(Fields part) throws MalformedRequest, Inexpressible {
    part.take("thoughtSignature");
    part.take("thought");
    Optional<Fields> response = part.object("functionResponse");
    Optional<Fields> inline = part.object("inlineData");
    Optional<Fields> file = part.object("fileData");
    Optional<String> text = part.text("text");
    if (response.isPresent()) {
      response(response.get());
    } else if (inline.isPresent()) {
      others.add(MediaReader.inline(inline.get()));
    } else if (file.isPresent()) {
      others.add(MediaReader.file(file.get()));
    } else if (text.isPresent()) {
      text.filter(words -> !words.isEmpty())
          .ifPresent(words -> others.add(new ContentBlock.Text(words)));
    } else {
      throw Fields.malformed(
          part.pointer(),
          "has nothing that is known; send text, inlineData, fileData or a functionResponse");
    }
    part.warn(losses);
  }

  private void response(Fields response) throws MalformedRequest, Inexpressible {
    String name = response.text("name").orElse("");
    if (name.isEmpty()) {
      throw response.malformed("name", "is missing", "send the name of the function");
    }
    Optional<Fields> told = response.object("response");
    JsonNode json = told.map(Fields::json).orElseGet(Json::object);
    var content = new ArrayList<ContentBlock>();
    String said = said(json);
    if (!said.isEmpty()) {
      content.add(new ContentBlock.Text(said));
    }
    media(response, content);
    boolean error = json.has("error");
    Optional<String> id = calls.answer(response.text("id").orElse(""), name);
    if (id.isPresent()) {
      results.add(new ContentBlock.ToolResult(id.get(), content, error));
    } else {
      losses.degraded(Fields.path(response.pointer()), "is sent as text: its call is not there");
      others.add(new ContentBlock.Text("Result of " + name + ": " + said));
    }
    response.take("scheduling");
    response.take("willContinue");
    response.warn(losses);
  }

  private static void media(Fields response, List<ContentBlock> content)
      throws MalformedRequest, Inexpressible {
    ArrayNode parts = response.array("parts").orElseGet(Json::array);
    for (int i = 0; i < parts.size(); i++) {
      Fields part = Fields.of(response.pointer() + "/parts/" + i, parts.get(i));
      Optional<Fields> inline = part.object("inlineData");
      Optional<Fields> file = part.object("fileData");
      if (inline.isPresent()) {
        content.add(MediaReader.inline(inline.get()));
      } else if (file.isPresent()) {
        content.add(MediaReader.file(file.get()));
      } else {
        throw Fields.malformed(part.pointer(), "has no data; send inlineData or fileData");
      }
    }
  }

  /** One text where there is one, else the whole as JSON. */
  private static String said(JsonNode response) {
    if (response.isEmpty()) {
      return "";
    }
    if (response.size() == 1 && response instanceof ObjectNode only) {
      for (String name : List.of("output", "result", "error")) {
        if (only.path(name).isTextual()) {
          return only.path(name).textValue();
        }
      }
    }
    return response.toString();
  }
}
