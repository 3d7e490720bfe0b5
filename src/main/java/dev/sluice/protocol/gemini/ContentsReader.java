package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.ContentBlock;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code contents}; clients keep a streamed answer as many contents in a row. */
final class ContentsReader {

  private record Said(Turn.Role role, List<Fields> parts) {}

  private final RequestDraft draft;
  private final Losses losses;
  private final OpenCalls calls = new OpenCalls();

  ContentsReader(RequestDraft draft, Losses losses) {
    this.draft = draft;
    this.losses = losses;
  }

  void read(ArrayNode contents) throws MalformedRequest, Inexpressible {
    List<Said> turns = turns(contents);
    if (turns.getFirst().role() == Turn.Role.ASSISTANT) {
      losses.degraded("contents", "begins with the model; \"(continue)\" is put before");
      draft.append(Turn.Role.USER, new ContentBlock.Text("(continue)"));
    }
    for (Said turn : turns) {
      List<ContentBlock> blocks =
          turn.role() == Turn.Role.ASSISTANT ? model(turn.parts()) : user(turn.parts());
      if (!blocks.isEmpty()) {
        draft.turn(Turn.of(turn.role(), blocks));
      }
    }
  }

  private List<ContentBlock> model(List<Fields> parts) throws MalformedRequest {
    calls.nextTurn();
    var reader = new ModelTurnReader(calls, losses);
    for (Fields part : parts) {
      reader.part(part);
    }
    return reader.blocks();
  }

  private List<ContentBlock> user(List<Fields> parts) throws MalformedRequest, Inexpressible {
    var reader = new UserTurnReader(calls, losses);
    for (Fields part : parts) {
      reader.part(part);
    }
    return reader.blocks();
  }

  private List<Said> turns(ArrayNode contents) throws MalformedRequest {
    if (contents.isEmpty()) {
      throw Fields.malformed("/contents", "is empty; send at least one content");
    }
    var turns = new ArrayList<Said>();
    for (int i = 0; i < contents.size(); i++) {
      Fields content = Fields.of("/contents/" + i, contents.get(i));
      Turn.Role role = role(content);
      if (turns.isEmpty() || turns.getLast().role() != role) {
        turns.add(new Said(role, new ArrayList<>()));
      }
      turns.getLast().parts().addAll(parts(content));
      content.warn(losses);
    }
    return turns;
  }

  private static Turn.Role role(Fields content) throws MalformedRequest {
    String role = content.text("role").orElse("user");
    return switch (role) {
      case "user", "function" -> Turn.Role.USER;
      case "model" -> Turn.Role.ASSISTANT;
      default ->
          throw content.malformed("role", "is \"" + role + "\"", "send \"user\" or \"model\"");
    };
  }

  /** The parts of a content. */
  static List<Fields> parts(Fields content) throws MalformedRequest {
    Optional<ArrayNode> parts = content.array("parts");
    if (parts.isEmpty()) {
      throw content.malformed("parts", "is missing", "send an array of parts");
    }
    var all = new ArrayList<Fields>();
    for (int i = 0; i < parts.get().size(); i++) {
      all.add(Fields.of(content.pointer() + "/parts/" + i, parts.get().get(i)));
    }
    return all;
  }
}
