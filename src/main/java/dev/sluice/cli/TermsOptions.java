package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** On what terms a key is issued. */
final class TermsOptions {

  @Option(names = "--user", paramLabel = "USER", description = "Whose it is: an id or a name.")
  private Optional<String> user = Optional.empty();

  @Option(names = "--note", paramLabel = "TEXT", description = "A line to remember it by.")
  private Optional<String> note = Optional.empty();

  @Option(names = "--tag", paramLabel = "TAG", description = "May be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--models",
      paramLabel = "GLOB",
      description = "A model that it may ask for, * for any text; may be repeated.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--protocols",
      paramLabel = "TYPE",
      description = "anthropic, openai-chat, openai-responses or gemini; may be repeated.")
  private List<String> protocols = new ArrayList<>();

  @Option(
      names = "--clients",
      paramLabel = "KIND",
      description = "claude-code, codex, gemini-cli or other; may be repeated.")
  private List<String> clients = new ArrayList<>();

  @Option(
      names = "--addresses",
      paramLabel = "RANGE",
      description = "From where it may be used: 10.0.0.0/8; may be repeated.")
  private List<String> addresses = new ArrayList<>();

  @Option(
      names = "--groups",
      paramLabel = "GROUP",
      description = "Of channels that may serve it; may be repeated.")
  private List<String> groups = new ArrayList<>();

  @Option(
      names = "--slot",
      paramLabel = "SLOT=CHANNEL:MODEL[:EFFORT]",
      description = "Where requests for opus, sonnet or haiku go; may be repeated.")
  private Map<String, String> slots = new LinkedHashMap<>();

  @Option(names = "--revealable", description = "Its text may be shown again, which is audited.")
  private boolean revealable;

  @Mixin private LimitOptions limits = new LimitOptions();

  /** What the options name. */
  ObjectNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    user.ifPresent(text -> body.put("user", text));
    note.ifPresent(text -> body.put("note", text));
    put(body, "tags", tags);
    put(body, "models", models);
    put(body, "protocols", protocols);
    put(body, "clients", clients);
    put(body, "addresses", addresses);
    put(body, "groups", groups);
    if (!slots.isEmpty()) {
      ObjectNode all = body.putObject("slots");
      slots.forEach((slot, text) -> all.set(slot, slot(slot, text)));
    }
    limits.put(body);
    if (revealable) {
      body.put("revealable", true);
    }
    return body;
  }

  private static void put(ObjectNode body, String name, List<String> texts) {
    if (!texts.isEmpty()) {
      texts.forEach(body.putArray(name)::add);
    }
  }

  /* A model's name may have a colon in it, an effort has none. */
  private static ObjectNode slot(String slot, String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new UsageException(
          "--slot: \"" + slot + "=" + text + "\" (expected: SLOT=CHANNEL:MODEL[:EFFORT])");
    }
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("channel", text.substring(0, colon));
    String rest = text.substring(colon + 1);
    int last = rest.lastIndexOf(':');
    boolean effort =
        last > 0 && rest.substring(last + 1).matches("none|minimal|low|medium|high|xhigh|max");
    json.put("model", effort ? rest.substring(0, last) : rest);
    return effort ? json.put("effort", rest.substring(last + 1)) : json;
  }
}
