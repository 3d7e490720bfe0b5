package dev.sluice.cli.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.admin.doctor.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that Claude Code of this machine's user would ask for. */
final class ClaudeModels {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /* What is no model but stands for a slot, which has its own line. */
  private static final String ALIASES =
      "(default|best|opus|sonnet|haiku|fable|opusplan)(\\[1m\\])*";

  private final Map<String, String> variables;
  private final String chosen;

  private ClaudeModels(Map<String, String> variables, String chosen) {
    this.variables = Map.copyOf(variables);
    this.chosen = chosen;
  }

  /** As the environment and Claude Code's own settings have it; the settings win. */
  static List<Slot> of(Map<String, String> environment) {
    JsonNode settings = settings(environment);
    Map<String, String> variables = new HashMap<>(environment);
    for (var each : settings.path("env").properties()) {
      variables.put(each.getKey(), each.getValue().asText());
    }
    return new ClaudeModels(variables, settings.path("model").asText("")).slots();
  }

  private List<Slot> slots() {
    var slots = new ArrayList<Slot>();
    main()
        .filter(model -> !isAlias(model))
        .map(model -> new Slot("main", model))
        .ifPresent(slots::add);
    for (Slot usual : Slot.USUAL) {
      String variable = "ANTHROPIC_DEFAULT_" + usual.name().toUpperCase(Locale.ROOT) + "_MODEL";
      slots.add(new Slot(usual.name(), named(usual.name(), variable, usual.model())));
    }
    add(slots, "fable", "ANTHROPIC_DEFAULT_FABLE_MODEL");
    add(slots, "subagents", "CLAUDE_CODE_SUBAGENT_MODEL");
    return List.copyOf(slots);
  }

  private Optional<String> main() {
    return Stream.of(value("ANTHROPIC_MODEL"), chosen.strip(), value("ANTHROPIC_DEFAULT_MODEL"))
        .filter(model -> !model.isEmpty())
        .findFirst();
  }

  private String named(String slot, String variable, String usual) {
    String named = value(variable);
    if (named.isEmpty() && slot.equals("haiku")) {
      named = value("ANTHROPIC_SMALL_FAST_MODEL");
    }
    return named.isEmpty() || isAlias(named) ? usual : named;
  }

  private void add(List<Slot> slots, String name, String variable) {
    String model = value(variable);
    if (!model.isEmpty() && !isAlias(model) && !model.equals("inherit")) {
      slots.add(new Slot(name, model));
    }
  }

  private String value(String variable) {
    return variables.getOrDefault(variable, "").strip();
  }

  private static boolean isAlias(String model) {
    return model.toLowerCase(Locale.ROOT).matches(ALIASES);
  }

  /* Settings that cannot be read are Claude Code's to complain about. */
  private static JsonNode settings(Map<String, String> environment) {
    String folder = environment.getOrDefault("CLAUDE_CONFIG_DIR", "").strip();
    String home = environment.getOrDefault("HOME", "").strip();
    if (folder.isEmpty() && home.isEmpty()) {
      return MAPPER.missingNode();
    }
    try {
      Path file =
          (folder.isEmpty() ? Path.of(home, ".claude") : Path.of(folder)).resolve("settings.json");
      return Files.isRegularFile(file)
          ? MAPPER.readTree(Files.readAllBytes(file))
          : MAPPER.missingNode();
    } catch (IOException | InvalidPathException e) {
      return MAPPER.missingNode();
    }
  }
}
