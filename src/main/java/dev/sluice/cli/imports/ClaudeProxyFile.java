package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.protocol.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code .config/config.json} of claude-proxy, older ones with one current channel and newer ones
 * with a status and a priority for each.
 */
final class ClaudeProxyFile {

  private static final List<String> LISTS =
      List.of("upstream", "responsesUpstream", "geminiUpstream");
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "serviceType",
          "baseUrl",
          "baseUrls",
          "apiKeys",
          "modelMapping",
          "status",
          "priority");

  private final Taking taking = new Taking();

  private ClaudeProxyFile() {}

  static Imported read(ObjectNode root) throws InvalidConfiguration {
    return new ClaudeProxyFile().read(Part.of(root));
  }

  private Imported read(Part root) throws InvalidConfiguration {
    if (LISTS.stream().noneMatch(root.node()::has)) {
      throw Part.refused("/upstream", "missing (expected: the channels of claude-proxy)");
    }
    for (String list : LISTS) {
      var made = new ArrayList<Optional<ObjectNode>>();
      for (Part item : root.get(list).items()) {
        made.add(channel(item, list));
      }
      if (list.equals("upstream")) {
        current(root.get("currentUpstream"), made);
      }
    }
    Part balance = root.get("loadBalance");
    if (balance.text().isPresent()) {
      taking.left(balance, "chose among the keys of a channel; here a key serves until it fails");
    }
    taking.leftovers(
        root,
        List.of(
            "upstream", "responsesUpstream", "geminiUpstream", "currentUpstream", "loadBalance"));
    return taking.done();
  }

  private void current(Part current, List<Optional<ObjectNode>> made) throws InvalidConfiguration {
    Optional<Integer> number = current.number();
    if (number.isEmpty()) {
      return;
    }
    if (number.get() < 0 || number.get() >= made.size()) {
      taking.left(current, "names no channel of the list");
      return;
    }
    made.get(number.get())
        .ifPresent(channel -> {
          taking.first(channel);
          taking.taken(
              current, "channel " + channel.path("name").asText() + " is tried first, then others");
        });
  }

  private Optional<ObjectNode> channel(Part item, String list) throws InvalidConfiguration {
    List<Part> more = item.get("baseUrls").items();
    Optional<String> base = item.get("baseUrl").text();
    if (base.isEmpty() && !more.isEmpty()) {
      base = more.getFirst().text();
    }
    Optional<Protocol> type = type(item.get("serviceType"), list);
    if (type.isEmpty() || base.isEmpty()) {
      if (base.isEmpty()) {
        taking.left(item, "it has no baseUrl");
      }
      return Optional.empty();
    }
    String address = base.get();
    var keys = new ArrayList<String>();
    for (Part key : item.get("apiKeys").items()) {
      key.text().ifPresent(keys::add);
    }
    String name = item.get("name").text().orElse(type.get().id());
    Optional<ObjectNode> made = taking.channel(item, name, type.get(), address, keys);
    if (made.isPresent()) {
      members(item, made.get());
      for (Part other : more) {
        if (!other.text().orElse(address).equals(address)) {
          taking.left(other, "a channel has one address here; add another channel for it");
        }
      }
    }
    return made;
  }

  private Optional<Protocol> type(Part type, String list) throws InvalidConfiguration {
    String name = type.text().orElse(list.equals("geminiUpstream") ? "gemini" : "");
    Optional<Protocol> protocol =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "claude" -> Optional.of(Protocol.ANTHROPIC);
          case "openai", "openaiold" -> Optional.of(Protocol.OPENAI_CHAT);
          case "responses" -> Optional.of(Protocol.OPENAI_RESPONSES);
          case "gemini" -> Optional.of(Protocol.GEMINI);
          default -> Optional.empty();
        };
    if (protocol.isEmpty()) {
      taking.left(type, "no kind of service that is known here; its channel is left");
    }
    return protocol;
  }

  private void members(Part item, ObjectNode channel) throws InvalidConfiguration {
    for (Part.Member map : item.get("modelMapping").members()) {
      Optional<String> to = map.value().text();
      if (map.name().isBlank() || to.isEmpty()) {
        taking.left(map.value(), "maps nothing");
      } else {
        channel.withObject("/modelMap").put("*" + map.name().strip() + "*", to.get());
      }
    }
    if (channel.has("modelMap")) {
      taking.taken(item.get("modelMapping"), "a part of a name is written *part*");
    }
    Optional<String> status = item.get("status").text();
    if (status.isPresent() && !status.get().equals("active")) {
      channel.put("enabled", false);
      taking.taken(item.get("status"), "the channel is disabled");
    }
    Optional<Integer> priority = item.get("priority").number().filter(number -> number > 0);
    priority.ifPresent(number -> channel.put("priority", number));
    for (Part.Member member : item.members()) {
      if (member.name().equals("insecureSkipVerify")) {
        if (member.value().flag()) {
          taking.left(member.value(), "certificates are always checked here");
        }
      } else if (!KNOWN.contains(member.name())) {
        taking.left(member.value(), "has no counterpart here");
      }
    }
  }
}
