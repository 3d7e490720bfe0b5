package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.protocol.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code ~/.cc-switch/config.json} of cc-switch: of version 2 with providers for each client, of
 * version 1 for Claude Code alone, or a plain list of providers.
 */
final class SwitchFile {

  private static final String CLAUDE = "claude";

  /** What a client's setting asks for, and the models that it asks for by it. */
  private static final Map<String, String> SLOTS = slots();

  private final Taking taking = new Taking();

  private SwitchFile() {}

  private static Map<String, String> slots() {
    Map<String, String> slots = new LinkedHashMap<>();
    slots.put("ANTHROPIC_MODEL", "claude-*");
    slots.put("ANTHROPIC_DEFAULT_OPUS_MODEL", "claude-*opus*");
    slots.put("ANTHROPIC_DEFAULT_SONNET_MODEL", "claude-*sonnet*");
    slots.put("ANTHROPIC_SMALL_FAST_MODEL", "claude-*haiku*");
    slots.put("ANTHROPIC_DEFAULT_HAIKU_MODEL", "claude-*haiku*");
    return slots;
  }

  static Imported read(byte[] bytes) throws InvalidConfiguration {
    String text = new String(bytes, StandardCharsets.UTF_8).stripLeading();
    if (text.startsWith("--") || text.startsWith("SQLite format 3") || text.startsWith("PRAGMA")) {
      throw Part.refused(
          "", "a database or its copy as SQL (expected: the providers as JSON, as in config.json)");
    }
    var file = new SwitchFile();
    if (text.startsWith("[")) {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.set(
          "providers",
          Document.parse(("{\"p\":" + text + "}").getBytes(StandardCharsets.UTF_8)).path("p"));
      file.list(Part.of(root).get("providers"));
      return file.taking.done();
    }
    return file.read(Part.of(Document.parse(bytes)));
  }

  private void list(Part providers) throws InvalidConfiguration {
    for (Part provider : providers.items()) {
      provider(provider, CLAUDE);
    }
  }

  private Imported read(Part root) throws InvalidConfiguration {
    if (root.node().has("providers")) {
      client(root, CLAUDE);
      taking.leftovers(root, Set.of("providers", "current", "version"));
      return taking.done();
    }
    if (!root.node().has(CLAUDE) && !root.node().has("codex") && !root.node().has("gemini")) {
      throw Part.refused("/claude", "missing (expected: the providers of cc-switch)");
    }
    for (Part.Member member : root.members()) {
      switch (member.name()) {
        case CLAUDE, "codex", "gemini" -> client(member.value(), member.name());
        case "version" -> {}
        default -> taking.left(member.value(), "has no counterpart here");
      }
    }
    return taking.done();
  }

  private void client(Part client, String kind) throws InvalidConfiguration {
    Part providers = client.get("providers");
    if (providers.node().isArray()) {
      list(providers);
      return;
    }
    Optional<String> current = client.get("current").text();
    for (Part.Member member : providers.members()) {
      Optional<ObjectNode> made = provider(member.value(), kind);
      if (made.isPresent() && current.isPresent() && current.get().equals(member.name())) {
        taking.first(made.get());
        taking.taken(
            client.get("current"),
            "channel " + made.get().path("name").asText() + " is tried first, then others");
      }
    }
  }

  private Optional<ObjectNode> provider(Part provider, String kind) throws InvalidConfiguration {
    Part settings = provider.get("settingsConfig");
    String name = provider.get("name").text().orElse(kind);
    return switch (kind) {
      case "codex" -> codex(provider, settings, name);
      case "gemini" -> gemini(provider, settings, name);
      default -> claude(provider, settings, name);
    };
  }

  private Optional<ObjectNode> claude(Part provider, Part settings, String name)
      throws InvalidConfiguration {
    Part env = settings.get("env");
    Optional<String> address = env.get("ANTHROPIC_BASE_URL").text();
    Optional<String> token = env.get("ANTHROPIC_AUTH_TOKEN").text();
    Optional<String> key = env.get("ANTHROPIC_API_KEY").text();
    if (address.isEmpty()) {
      taking.left(provider, "it uses the client's own login (channel add --auth passthrough)");
      return Optional.empty();
    }
    Protocol type =
        switch (provider.get("meta").get("apiFormat").text().orElse("anthropic")) {
          case "openai_chat" -> Protocol.OPENAI_CHAT;
          case "openai_responses" -> Protocol.OPENAI_RESPONSES;
          case "gemini_native" -> Protocol.GEMINI;
          default -> Protocol.ANTHROPIC;
        };
    List<String> keys = token.or(() -> key).stream().toList();
    Optional<ObjectNode> made = taking.channel(provider, name, type, address.get(), keys);
    if (made.isPresent()) {
      if (type == Protocol.ANTHROPIC) {
        made.get().put("auth", token.isPresent() ? "bearer" : "x-api-key");
      }
      for (Map.Entry<String, String> slot : SLOTS.entrySet()) {
        Optional<String> model = env.get(slot.getKey()).text();
        model.ifPresent(to -> made.get().withObject("/modelMap").put(slot.getValue(), to));
      }
      var known = new ArrayList<>(SLOTS.keySet());
      known.addAll(List.of("ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN", "ANTHROPIC_API_KEY"));
      taking.leftovers(env, known);
    }
    return made;
  }

  private Optional<ObjectNode> gemini(Part provider, Part settings, String name)
      throws InvalidConfiguration {
    Part env = settings.get("env");
    Optional<String> address = env.get("GOOGLE_GEMINI_BASE_URL").text();
    List<String> keys = env.get("GEMINI_API_KEY").text().stream().toList();
    return taking.channel(
        provider,
        name,
        Protocol.GEMINI,
        address.orElse("https://generativelanguage.googleapis.com"),
        keys);
  }

  private Optional<ObjectNode> codex(Part provider, Part settings, String name)
      throws InvalidConfiguration {
    CodexProvider codex = CodexProvider.of(settings.get("config").text().orElse(""));
    if (codex.baseUrl().isEmpty()) {
      taking.left(provider, "it uses the client's own login (channel add --auth passthrough)");
      return Optional.empty();
    }
    List<String> keys = settings.get("auth").get("OPENAI_API_KEY").text().stream().toList();
    return taking.channel(provider, name, codex.type(), codex.baseUrl(), keys);
  }
}
