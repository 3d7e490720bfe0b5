package dev.sluice.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.config.PrivateFile;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the gateway of a data folder is to be found while it runs. */
public record RunFile(URI url, long pid) {

  private static final Logger log = LoggerFactory.getLogger(RunFile.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NAME = "run.json";

  /** The running gateway; one that was killed has left its file but is no longer there. */
  public static Optional<RunFile> in(Path dataDir) throws IOException {
    Path file = dataDir.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return read(file).filter(run -> ProcessHandle.of(run.pid()).isPresent());
  }

  private static Optional<RunFile> read(Path file) throws IOException {
    try {
      JsonNode run = JSON.readTree(Files.readAllBytes(file));
      return Optional.of(
          new RunFile(URI.create(run.path("url").asText()), run.path("pid").asLong()));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /* The gateway runs without it; only commands on its host will not find it. */
  static void write(Settings settings, int port) {
    Path file = settings.dataDir().resolve(NAME);
    var run = JSON.createObjectNode();
    run.put("url", address(settings, port));
    run.put("pid", ProcessHandle.current().pid());
    run.put("started", Instant.now().toString());
    try {
      PrivateFile.folder(settings.dataDir());
      Files.deleteIfExists(file);
      PrivateFile.write(file, (run + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn("{} cannot be written: {}", file, e.getMessage());
    }
  }

  /** Removes the file of this process, not that of another one on the same folder. */
  static void remove(Settings settings) {
    Path file = settings.dataDir().resolve(NAME);
    try {
      if (Files.exists(file)
          && read(file).filter(run -> run.pid() == ProcessHandle.current().pid()).isPresent()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      log.warn("{} cannot be removed: {}", file, e.getMessage());
    }
  }

  private static String address(Settings settings, int port) {
    String host =
        switch (settings.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::" -> "::1";
          default -> settings.host();
        };
    return (settings.tls().isPresent() ? "https://" : "http://")
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + port;
  }
}
