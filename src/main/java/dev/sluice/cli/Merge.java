package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cli.imports.Imported;

/** How what is imported and what is there become one document. */
enum Merge {
  /** What has the same name is replaced, everything else stays. */
  ADDING {
    @Override
    void apply(ObjectNode document, Imported imported) {
      ArrayNode channels = document.withArray("/channels");
      imported.channels().forEach(channel -> put(channels, channel));
      for (ObjectNode mapping : imported.mappings()) {
        mapping(document.withArray("/mappings"), mapping);
      }
      imported.strategy().ifPresent(name -> document.put("strategy", name));
    }
  },
  /** Nothing of the channels and mappings that are there stays. */
  REPLACING {
    @Override
    void apply(ObjectNode document, Imported imported) {
      document.putArray("channels").addAll(imported.channels());
      document.remove("mappings");
      if (!imported.mappings().isEmpty()) {
        document.putArray("mappings").addAll(imported.mappings());
      }
      imported.strategy().ifPresent(name -> document.put("strategy", name));
    }
  };

  abstract void apply(ObjectNode document, Imported imported);

  /* A channel that is replaced keeps its id, by which others name it. */
  private static void put(ArrayNode channels, ObjectNode channel) {
    String name = channel.path("name").asText();
    for (int i = 0; i < channels.size(); i++) {
      JsonNode there = channels.get(i);
      if (name(there).equalsIgnoreCase(name)) {
        ObjectNode next = channel.objectNode();
        if (there.has("id")) {
          next.set("id", there.get("id"));
        }
        next.setAll(channel);
        channels.set(i, next);
        return;
      }
    }
    channels.add(channel);
  }

  private static String name(JsonNode channel) {
    return channel.path("name").asText(channel.path("id").asText());
  }

  private static void mapping(ArrayNode mappings, ObjectNode mapping) {
    for (JsonNode there : mappings) {
      boolean same = there.path("from").equals(mapping.path("from"));
      if (same && there.path("channel").asText("").isEmpty()) {
        ((ObjectNode) there).set("to", mapping.get("to"));
        return;
      }
    }
    mappings.add(mapping);
  }
}
