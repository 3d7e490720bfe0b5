package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.protocol.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code config.json} of claude-code-router. */
final class RouterFile {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)}|([A-Za-z_][A-Za-z0-9_]*))");
  private static final Set<String> KNOWN_OF_PROVIDERS =
      Set.of("name", "api_base_url", "api_key", "models", "transformer");

  private final Taking taking = new Taking();
  private final Map<String, ObjectNode> byName = new HashMap<>();

  private RouterFile() {}

  static Imported read(ObjectNode root) throws InvalidConfiguration {
    return new RouterFile().read(Part.of(root));
  }

  private Imported read(Part root) throws InvalidConfiguration {
    String list = root.node().has("Providers") ? "Providers" : "providers";
    if (!root.node().has(list)) {
      throw Part.refused("/Providers", "missing (expected: the providers of claude-code-router)");
    }
    Optional<String> proxy = root.get("PROXY_URL").text();
    for (Part item : root.get(list).items()) {
      provider(item, proxy);
    }
    router(root.get("Router"));
    for (Part.Member member : root.members()) {
      switch (member.name()) {
        case "Providers", "providers", "Router" -> {}
        case "PROXY_URL" -> taking.taken(member.value(), "the proxy of each channel");
        case "APIKEY" -> taking.left(member.value(), "the key of this gateway is PROXY_ACCESS_KEY");
        case "HOST", "PORT" ->
            taking.left(member.value(), "this gateway listens where HOST and PORT say");
        default -> taking.left(member.value(), "has no counterpart here");
      }
    }
    return taking.done();
  }

  private void provider(Part item, Optional<String> proxy) throws InvalidConfiguration {
    Optional<String> address = item.get("api_base_url").text();
    if (address.isEmpty()) {
      taking.left(item, "it has no api_base_url");
      return;
    }
    Part transformer = item.get("transformer");
    Protocol type = type(address.get(), transformer);
    List<String> keys = item.get("api_key").text().map(RouterFile::secret).stream().toList();
    String name = item.get("name").text().orElse(type.id());
    Optional<ObjectNode> made = taking.channel(item, name, type, base(address.get(), type), keys);
    if (made.isEmpty()) {
      return;
    }
    byName.putIfAbsent(name, made.get());
    for (Part model : item.get("models").items()) {
      model.text().ifPresent(made.get().withArray("/models")::add);
    }
    proxy.ifPresent(url -> made.get().putObject("proxy").put("url", url));
    if (!transformer.absent()) {
      taking.left(transformer, "conversions are made by the channel's type");
    }
    taking.leftovers(item, KNOWN_OF_PROVIDERS);
  }

  private static Protocol type(String address, Part transformer) throws InvalidConfiguration {
    for (Part use : transformer.get("use").items()) {
      if (use.node().isTextual()) {
        switch (use.node().textValue().toLowerCase(Locale.ROOT)) {
          case "anthropic" -> {
            return Protocol.ANTHROPIC;
          }
          case "gemini" -> {
            return Protocol.GEMINI;
          }
          case "openai-responses" -> {
            return Protocol.OPENAI_RESPONSES;
          }
          default -> {}
        }
      }
    }
    if (address.endsWith("/messages")) {
      return Protocol.ANTHROPIC;
    }
    return address.endsWith("/responses") ? Protocol.OPENAI_RESPONSES : Protocol.OPENAI_CHAT;
  }

  /* The address of an endpoint there, of what stands before it here. */
  private static String base(String address, Protocol type) {
    String base =
        address.replaceFirst("/+$", "").replaceFirst("/(chat/completions|messages|responses)$", "");
    if (type == Protocol.GEMINI) {
      return base.replaceFirst("/models$", "");
    }
    return base.matches(".*/v\\d+[a-z]*\\d*") ? base : base + "#";
  }

  private static String secret(String text) {
    Matcher variable = VARIABLE.matcher(text);
    if (!variable.matches()) {
      return text;
    }
    String braced = variable.group(1);
    return "env:" + (braced == null ? variable.group(2) : braced);
  }

  private void router(Part router) throws InvalidConfiguration {
    for (Part.Member route : router.members()) {
      switch (route.name()) {
        case "default" -> route(route.value(), "claude-*");
        case "background" -> {}
        default -> taking.left(route.value(), "routes are chosen by the model's name here");
      }
    }
    // Last, so that its channel comes before the one for all.
    Part background = router.get("background");
    if (!background.absent()) {
      route(background, "claude-*haiku*");
    }
  }

  private void route(Part route, String pattern) throws InvalidConfiguration {
    String[] parts = route.text().orElse("").split(",", 2);
    ObjectNode channel = byName.get(parts[0].strip());
    if (parts.length < 2 || channel == null || parts[1].isBlank()) {
      taking.left(route, "names no provider that was taken (expected: PROVIDER,MODEL)");
      return;
    }
    String model = parts[1].strip();
    channel.withObject("/modelMap").put(pattern, model);
    if (channel.has("models")) {
      channel.withArray("/models").add(pattern);
    }
    taking.first(channel);
    taking.taken(
        route, pattern + " goes to channel " + channel.path("name").asText() + " as " + model);
  }
}
