package dev.sluice.protocol.responses;

import dev.sluice.protocol.MalformedRequest;
import dev.sluice.protocol.convert.Inexpressible;
import dev.sluice.protocol.convert.JsonAt;
import dev.sluice.protocol.convert.Losses;
import dev.sluice.protocol.message.RequestDraft;
import dev.sluice.protocol.message.Tool;
import dev.sluice.protocol.message.ToolChoice;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Reads which tools are to be called. */
final class ChoiceReader {

  private static final String MEMBER = "tool_choice";
  private static final String WORDS = "; send auto, none, required or a tool";

  private final JsonAt root;
  private final Losses losses;

  ChoiceReader(JsonAt root, Losses losses) {
    this.root = root;
    this.losses = losses;
  }

  void read(Collection<Tool> tools, RequestDraft draft) throws MalformedRequest, Inexpressible {
    var one = root.member("parallel_tool_calls");
    draft.oneToolAtATime(one.isPresent() && !one.get().flag() && !tools.isEmpty());
    var said = root.member(MEMBER);
    Set<String> allowed = Set.of();
    if (said.isPresent() && said.get().node().isTextual()) {
      draft.toolChoice(word(said.get(), said.get().text()));
    } else if (said.isPresent()) {
      said.get().object();
      allowed = choose(said.get(), draft);
    }
    for (Tool tool : tools) {
      if (allowed.isEmpty() || allowed.contains(tool.name())) {
        draft.tool(tool);
      }
    }
  }

  private static ToolChoice word(JsonAt at, String word) throws MalformedRequest {
    return switch (word) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Any();
      default ->
          throw new MalformedRequest(at.pointer(), at.path() + ": is \"" + word + "\"" + WORDS);
    };
  }

  /** The tools that are left; empty when it is all of them. */
  private Set<String> choose(JsonAt choice, RequestDraft draft)
      throws MalformedRequest, Inexpressible {
    String type = choice.text("type");
    switch (type) {
      case "function", "custom" -> draft.toolChoice(new ToolChoice.Named(name(choice)));
      case "local_shell", "shell", "apply_patch" -> draft.toolChoice(new ToolChoice.Named(type));
      case "allowed_tools" -> {
        draft.toolChoice(word(choice, choice.optionalText("mode").orElse("auto")));
        return allowed(choice);
      }
      default -> {
        if (!type.startsWith(ToolReader.WEB_SEARCH)) {
          throw new Inexpressible(
              MEMBER + "[" + type + "]", "runs at OpenAI alone; use an OpenAI channel");
        }
        draft.toolChoice(new ToolChoice.Named(ToolReader.WEB_SEARCH));
      }
    }
    return Set.of();
  }

  private Set<String> allowed(JsonAt choice) throws MalformedRequest {
    var allowed = new HashSet<String>();
    for (JsonAt tool : choice.required("tools").elements()) {
      String type = tool.text("type");
      if (type.startsWith(ToolReader.WEB_SEARCH)) {
        allowed.add(ToolReader.WEB_SEARCH);
      } else if (tool.member("name").isPresent()) {
        allowed.add(name(tool));
      } else {
        allowed.add(type);
        if (type.equals("mcp")) {
          losses.degraded("tool_choice.tools[mcp]", "is left out");
        }
      }
    }
    return allowed;
  }

  private static String name(JsonAt tool) throws MalformedRequest {
    return FlatName.of(tool.optionalText("namespace").orElse(""), tool.text("name"));
  }
}
