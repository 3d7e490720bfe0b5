package dev.sluice.protocol.convert;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.base.Glob;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a provider that speaks OpenAI's protocols.
 *
 * @param hosts by which it is known, some with a port; none for the one that is left
 * @param options that hold for all its models
 * @param families what its models differ in; the later goes before the earlier
 */
public record ProviderPreset(
    String name, String title, List<Glob> hosts, UpstreamOptions options, List<Family> families) {

  private static final String FILE = "presets.json";
  private static final List<ProviderPreset> ALL = read();

  public ProviderPreset {
    hosts = List.copyOf(hosts);
    families = List.copyOf(families);
  }

  /** Models that have something in common, whoever serves them. */
  public record Family(List<Glob> models, UpstreamOptions options) {

    public Family {
      models = List.copyOf(models);
    }
  }

  public static List<ProviderPreset> all() {
    return ALL;
  }

  /** The one of a host; empty for protocols whose providers do not differ. */
  public static Optional<ProviderPreset> of(Protocol type, String host) {
    return switch (type) {
      case OPENAI_CHAT, OPENAI_RESPONSES ->
          ALL.stream()
              .filter(preset ->
                  preset.hosts.isEmpty()
                      || preset.hosts.stream().anyMatch(glob -> glob.matches(host)))
              .findFirst();
      case ANTHROPIC, GEMINI -> Optional.empty();
    };
  }

  UpstreamOptions options(String model) {
    UpstreamOptions all = options;
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (Family family : families) {
      if (family.models.stream().anyMatch(glob -> glob.matches(name))) {
        all = all.plus(family.options);
      }
    }
    return all;
  }

  private static List<ProviderPreset> read() {
    try (InputStream in = ProviderPreset.class.getResourceAsStream(FILE)) {
      JsonNode file =
          Json.tree(Objects.requireNonNull(in, FILE).readAllBytes())
              .orElseThrow(() -> new IllegalStateException(FILE + " is no JSON"));
      var presets = new ArrayList<ProviderPreset>();
      file.path("presets").forEach(each -> presets.add(preset(each, file.path("families"))));
      return List.copyOf(presets);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProviderPreset preset(JsonNode json, JsonNode known) {
    var families = new ArrayList<Family>();
    for (JsonNode name : json.path("families")) {
      known.path(name.asText()).forEach(each -> families.add(family(each)));
    }
    return new ProviderPreset(
        json.path("name").asText(),
        json.path("title").asText(),
        globs(json.path("hosts")),
        options(json.path("set")),
        families);
  }

  private static Family family(JsonNode json) {
    return new Family(globs(json.path("models")), options(json.path("set")));
  }

  private static List<Glob> globs(JsonNode list) {
    var globs = new ArrayList<Glob>();
    list.forEach(each -> globs.add(new Glob(each.asText())));
    return globs;
  }

  private static UpstreamOptions options(JsonNode set) {
    Map<ChannelOption, JsonNode> values = new EnumMap<>(ChannelOption.class);
    set.properties()
        .forEach(member ->
            values.put(
                ChannelOption.of(member.getKey())
                    .orElseThrow(() -> new IllegalStateException(FILE + ": " + member.getKey())),
                member.getValue()));
    return new UpstreamOptions(values);
  }
}
