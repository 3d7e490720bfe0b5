package dev.sluice.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The order of keys at run time, kept apart from the operator's document, which traffic never
 * rewrites. Holds fingerprints, no secrets. Blocks: call it off the event loop.
 */
public final class KeyOrderFile {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, List<String>>> SHAPE = new TypeReference<>() {};

  private final Path path;

  public KeyOrderFile(Path path) {
    this.path = path;
  }

  /** Channel id to the ids of its keys; empty when nothing usable is there. */
  Map<String, List<String>> load() throws IOException {
    if (!Files.exists(path)) {
      return Map.of();
    }
    try {
      return JSON.readValue(Files.readAllBytes(path), SHAPE);
    } catch (JsonProcessingException e) {
      throw new IOException(path + " is no key order; it will be written anew", e);
    }
  }

  void save(Map<String, List<String>> order) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".tmp");
    Files.write(next, JSON.writeValueAsBytes(order));
    Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
