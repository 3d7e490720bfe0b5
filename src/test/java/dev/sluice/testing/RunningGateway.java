package dev.sluice.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.app.Gateway;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.ledger.RequestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A whole gateway in this JVM, on a free port, with a data folder of its own. */
public final class RunningGateway implements AutoCloseable {

  public static final String ACCESS_KEY = "gateway-access-key-for-tests";

  /** Valid as well, as in the middle of a rotation. */
  public static final String OTHER_ACCESS_KEY = "another-access-key-for-tests";

  private final Path folder;
  private final Gateway gateway;
  private final List<RequestRecord> records;

  private RunningGateway(Path folder, Gateway gateway, List<RequestRecord> records) {
    this.folder = folder;
    this.gateway = gateway;
    this.records = records;
  }

  /** Starts with this configuration document. */
  public static RunningGateway start(ObjectNode document) {
    return start(document, Map.of());
  }

  /** Starts with this configuration document in this environment. */
  public static RunningGateway start(ObjectNode document, Map<String, String> environment) {
    try {
      Path folder = Files.createTempDirectory("sluice-test");
      Files.writeString(folder.resolve("config.json"), document.toString());
      return start(folder, environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningGateway start(Path folder, Map<String, String> environment) {
    try {
      var all = new HashMap<>(Map.of("SLUICE_GRACE_MS", "1000"));
      all.putAll(environment);
      var settings = Settings.read(all, Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
      var records = new CopyOnWriteArrayList<RequestRecord>();
      var keys = List.of(Secret.of(ACCESS_KEY), Secret.of(OTHER_ACCESS_KEY));
      return new RunningGateway(
          folder, Gateway.start(settings, keys, Map.of(), records::add), records);
    } catch (Exception e) {
      throw new AssertionError("the gateway did not start", e);
    }
  }

  /**
   * Starts on a copy of what another left in its folder. That one may still book what its journal
   * holds: the journal is copied before the store, so that nothing is in neither.
   */
  public static RunningGateway on(Path left) {
    try {
      Path folder = Files.createTempDirectory("sluice-test");
      try (var files = Files.walk(left)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          Path copy = folder.resolve(left.relativize(file).toString());
          Files.createDirectories(copy.resolveSibling("."));
          Files.copy(file, copy);
        }
      }
      return start(folder, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts with these channels alone. */
  public static RunningGateway with(ObjectNode... channels) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.putArray("channels").addAll(List.of(channels));
    return start(document);
  }

  /** An Anthropic channel to a scripted upstream; more members can be put into it. */
  public static ObjectNode channel(String id, ScriptedUpstream upstream, String... keys) {
    ObjectNode channel = JsonNodeFactory.instance.objectNode();
    channel.put("id", id).put("type", "anthropic").put("baseUrl", upstream.baseUrl());
    var ring = channel.putArray("keys");
    for (String key : keys) {
      ring.addObject().put("secret", key);
    }
    return channel;
  }

  public int port() {
    return gateway.port();
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  /** Its data folder, with the document in it. */
  public Path folder() {
    return folder;
  }

  public Gateway gateway() {
    return gateway;
  }

  /** What was recorded of the exchanges that have ended. */
  public List<RequestRecord> records() {
    return List.copyOf(records);
  }

  @Override
  public void close() {
    gateway.stop();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
