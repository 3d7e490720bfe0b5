package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Glob;
import dev.sluice.protocol.convert.ProviderPreset;
import dev.sluice.protocol.convert.UpstreamOptions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "presets",
    description = {
      "Lists what is known of providers that speak OpenAI's protocols.",
      "",
      "The first preset with the channel's host holds, then the models' families, then the"
          + " channel's own options."
    },
    footer = {"", "Example:", "  sluice channel presets -o yaml"})
final class ChannelPresetsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Output output = new Output();

  ChannelPresetsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (output.json()) {
      output.list(
          terminal, ProviderPreset.all().stream().map(ChannelPresetsCommand::json).toList());
    } else {
      table().print(terminal);
    }
    return ExitCode.DONE;
  }

  private static Table table() {
    var table = new Table("PRESET", "FOR", "SETS");
    for (ProviderPreset preset : ProviderPreset.all()) {
      String hosts = preset.hosts().isEmpty() ? "any other host" : listed(preset.hosts());
      table.row(preset.name(), hosts, said(preset.options()));
      preset
          .families()
          .forEach(family -> table.row("", listed(family.models()), said(family.options())));
    }
    return table;
  }

  private static String listed(List<Glob> globs) {
    return globs.stream().map(Glob::pattern).collect(Collectors.joining(", "));
  }

  private static String said(UpstreamOptions options) {
    return options.json().properties().stream()
        .map(each -> each.getKey() + "=" + each.getValue().toString().replace("\"", ""))
        .collect(Collectors.joining(" "));
  }

  private static ObjectNode json(ProviderPreset preset) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", preset.name());
    json.put("title", preset.title());
    globs(preset.hosts(), json.putArray("hosts"));
    json.set("options", preset.options().json());
    ArrayNode families = json.putArray("families");
    preset
        .families()
        .forEach(family -> {
          ObjectNode each = families.addObject();
          globs(family.models(), each.putArray("models"));
          each.set("options", family.options().json());
        });
    return json;
  }

  private static void globs(List<Glob> globs, ArrayNode list) {
    globs.forEach(glob -> list.add(glob.pattern()));
  }
}
