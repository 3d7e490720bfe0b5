package dev.sluice.cli.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.imports.Imported.Note;
import dev.sluice.config.BaseUrl;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.protocol.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Collects what is taken of a foreign configuration and what is left, part by part. */
final class Taking {

  private final List<ObjectNode> channels = new ArrayList<>();
  private final List<ObjectNode> mappings = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private Optional<String> strategy = Optional.empty();

  void left(Part part, String why) {
    notes.add(new Note(false, part.pointer(), why));
  }

  void taken(Part part, String what) {
    notes.add(new Note(true, part.pointer(), what));
  }

  /** Names every member that nothing is made of. */
  void leftovers(Part part, Collection<String> known) throws InvalidConfiguration {
    for (Part.Member member : part.members()) {
      if (!known.contains(member.name())) {
        left(member.value(), "has no counterpart here");
      }
    }
  }

  void strategy(String name) {
    strategy = Optional.of(name);
  }

  void mapping(String from, String to) {
    mappings.add(JsonNodeFactory.instance.objectNode().put("from", from).put("to", to));
  }

  /**
   * Takes a channel; empty: it cannot work here, and a note says why.
   *
   * @param keys secrets or references, each once
   */
  Optional<ObjectNode> channel(
      Part source, String name, Protocol type, String baseUrl, Collection<String> keys) {
    try {
      BaseUrl.parse(baseUrl, type);
    } catch (IllegalArgumentException e) {
      left(source, "its address is none that can be used: " + e.getMessage());
      return Optional.empty();
    }
    var secrets = new LinkedHashSet<>(keys);
    secrets.removeIf(secret -> secret.chars().anyMatch(Character::isISOControl));
    if (secrets.isEmpty()) {
      left(source, "it has no key; add it by hand: sluice channel add --key -");
      return Optional.empty();
    }
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("name", unique(Part.line(name)));
    channel.put("type", type.id()).put("baseUrl", baseUrl);
    var ring = channel.putArray("keys");
    secrets.forEach(secret -> ring.addObject().put("secret", secret));
    channels.add(channel);
    String count = secrets.size() == 1 ? "1 key" : secrets.size() + " keys";
    taken(source, "channel " + channel.path("name").asText() + ": " + type.id() + ", " + count);
    return Optional.of(channel);
  }

  /* Channels whose names differ in case alone would have one id. */
  private String unique(String name) {
    String each = name;
    for (int n = 2; !names.add(slug(each)); n++) {
      each = name + " " + n;
    }
    return each;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  /** Puts the channel before all others. */
  void first(ObjectNode channel) {
    if (channels.remove(channel)) {
      channels.addFirst(channel);
    }
  }

  Imported done() {
    return new Imported(channels, mappings, strategy, notes);
  }
}
