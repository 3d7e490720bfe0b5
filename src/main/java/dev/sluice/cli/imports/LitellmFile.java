package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code config.yaml} of the LiteLLM proxy. Deployments of one provider, address and key are one
 * channel; channels that differ in their keys alone are one with several.
 */
final class LitellmFile {

  private static final String VARIABLE = "os.environ/";
  private static final Set<String> KNOWN = Set.of("model", "api_key", "api_base", "weight");

  private final Taking taking = new Taking();
  private final Map<Place, Deployments> places = new LinkedHashMap<>();

  private LitellmFile() {}

  /** Where requests go, and with which key. */
  private record Place(LitellmProvider provider, String base, String key) {}

  /** What is asked for at one place. */
  private record Deployments(Part first, Map<String, String> models, Set<String> keys) {}

  static Imported read(ObjectNode root) throws InvalidConfiguration {
    return new LitellmFile().read(Part.of(root));
  }

  private Imported read(Part root) throws InvalidConfiguration {
    if (!root.node().has("model_list")) {
      throw Part.refused("/model_list", "missing (expected: the models of LiteLLM)");
    }
    for (Part item : root.get("model_list").items()) {
      deployment(item);
    }
    merged().forEach(this::channel);
    router(root.get("router_settings"));
    for (Part.Member member : root.members()) {
      switch (member.name()) {
        case "model_list", "router_settings" -> {}
        case "general_settings" ->
            taking.left(member.value(), "the key of this gateway is PROXY_ACCESS_KEY");
        default -> taking.left(member.value(), "has no counterpart here");
      }
    }
    return taking.done();
  }

  private void deployment(Part item) throws InvalidConfiguration {
    Part params = item.get("litellm_params");
    Optional<String> asked = item.get("model_name").text();
    Optional<String> model = params.get("model").text();
    if (asked.isEmpty() || model.isEmpty()) {
      taking.left(item, "it has no model_name or no litellm_params.model");
      return;
    }
    Optional<LitellmProvider> provider =
        LitellmProvider.of(model.get(), params.get("api_base").text().isPresent());
    if (provider.isEmpty()) {
      taking.left(params.get("model"), "its provider is not known here");
      return;
    }
    String base = params.get("api_base").text().orElse(provider.get().baseUrl());
    Optional<String> key = params.get("api_key").text();
    if (base.startsWith(VARIABLE)) {
      taking.left(params.get("api_base"), "an address cannot come from a variable here");
      return;
    }
    if (asked.get().endsWith("/*")) {
      taking.left(item, "names with the provider before them are not taken apart here");
      return;
    }
    var place = new Place(provider.get(), base, key.map(LitellmFile::secret).orElse(""));
    Deployments there =
        places.computeIfAbsent(
            place, _ -> new Deployments(item, new LinkedHashMap<>(), new LinkedHashSet<>()));
    String bare = provider.get().bare(model.get());
    if (!there.models().getOrDefault(asked.get(), bare).equals(bare)) {
      taking.left(item, "another model of this name is at the same place already");
      return;
    }
    there.models().put(asked.get(), bare);
    if (!place.key().isEmpty()) {
      there.keys().add(place.key());
    }
    taking.leftovers(params, KNOWN);
    taking.leftovers(item, Set.of("model_name", "litellm_params"));
  }

  private static String secret(String text) {
    return text.startsWith(VARIABLE) ? "env:" + text.substring(VARIABLE.length()) : text;
  }

  private Map<Place, Deployments> merged() {
    Map<Place, Deployments> merged = new LinkedHashMap<>();
    places.forEach((place, deployments) -> {
      for (var other : merged.entrySet()) {
        boolean same =
            other.getKey().provider().equals(place.provider())
                && other.getKey().base().equals(place.base())
                && other.getValue().models().equals(deployments.models());
        if (same) {
          other.getValue().keys().addAll(deployments.keys());
          return;
        }
      }
      merged.put(place, deployments);
    });
    return merged;
  }

  private void channel(Place place, Deployments deployments) {
    LitellmProvider provider = place.provider();
    taking
        .channel(
            deployments.first(), provider.name(), provider.type(), place.base(), deployments.keys())
        .ifPresent(channel ->
            deployments
                .models()
                .forEach((asked, model) -> {
                  channel.withArray("/models").add(asked);
                  if (!asked.equals(model) && !model.endsWith("*")) {
                    channel.withObject("/modelMap").put(asked, model);
                  }
                }));
  }

  private void router(Part router) throws InvalidConfiguration {
    for (Part.Member member : router.members()) {
      switch (member.name()) {
        case "routing_strategy" -> strategy(member.value());
        case "model_group_alias" -> aliases(member.value());
        default -> taking.left(member.value(), "has no counterpart here");
      }
    }
  }

  private void strategy(Part strategy) throws InvalidConfiguration {
    if (strategy.text().orElse("").equals("simple-shuffle")) {
      taking.strategy("random");
      taking.taken(strategy, "strategy random");
    } else {
      taking.left(strategy, "no strategy here is the same (sluice strategy --help shows them)");
    }
  }

  private void aliases(Part aliases) throws InvalidConfiguration {
    for (Part.Member alias : aliases.members()) {
      if (alias.value().node().isTextual() && !alias.name().isBlank()) {
        taking.mapping(alias.name(), alias.value().node().textValue());
        taking.taken(alias.value(), "mapping from " + alias.name());
      } else {
        taking.left(alias.value(), "is no plain name");
      }
    }
  }
}
