package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Random mutations of a valid document; a failure names the seed that repeats it. */
final class ConfigReaderFuzzTest {

  private static final int ROUNDS = 5_000;
  private static final Set<String> FREE = Set.of("modelMap", "set");
  private static final List<String> HOSTILE =
      List.of(
          "null",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "\"\"",
          "\"\\u0000\"",
          "[]",
          "{}",
          "[[]]",
          "{\"x\":1}",
          "true",
          "\"env:\"",
          "\"file:/\"",
          "\"file:\\u0000\"",
          "\"http://[\"",
          "\"socks5://\"",
          "1.5",
          "\"sealed:x\"");

  private static final byte[] VALID =
      """
      {"$schema": "x", "strategy": "random",
       "channels": [
         {"id": "a", "name": "A", "type": "anthropic", "baseUrl": "https://a.example/v1",
          "keys": [{"secret": "sk-1", "name": "k", "enabled": true}, {"secret": "sk-2"}],
          "auth": "auto", "enabled": true, "priority": 0, "weight": 1, "groups": ["g"],
          "models": ["m*"], "modelMap": {"x": "y"}, "headers": {"set": {"a": "b"}, "remove": []},
          "proxy": {"url": "http://p:1", "fallbackToDirect": false},
          "timeouts": {"connectMs": 1, "firstByteMs": 2, "idleMs": 3},
          "http2": false, "maxConcurrent": 0, "costMultiplier": 1.0,
          "options": {"images": true, "stop": 4, "efforts": ["low"], "user": "none"}},
         {"type": "gemini", "baseUrl": "http://b", "keys": [{"secret": "s"}]}],
       "mappings": [{"from": "f", "to": "t", "channel": "a"}],
       "retry": {"maxAttempts": 6, "maxChannels": 4, "totalTimeoutMs": 600000},
       "breaker": {"failures": 5, "windowMs": 60000, "openMs": 10000, "maxOpenMs": 60000},
       "probe": {"everyMs": 60000, "timeoutMs": 5000},
       "stream": {"openAfterMs": 1, "pingAfterMs": 2, "progressMs": 3, "callerStallMs": 4},
       "limits": {"maxBodyBytes": 33554432, "maxInFlightBodyBytes": null}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final ConfigReader READER =
      new ConfigReader(SecretSource.of(Map.of(), Path.of("/nowhere")));

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void aDocumentWithBytesChangedIsReadOrRefused() throws Exception {
    Set<String> known = names(Document.parse(VALID));
    for (int i = 0; i < ROUNDS; i++) {
      byte[] mutant = bytesChanged();
      if (passes(mutant)) {
        assertThat(known).as("seed %d", seed).containsAll(names(Document.parse(mutant)));
      }
    }
  }

  @Test
  void aDocumentWithAnotherMemberNeverPasses() throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      ObjectNode document = Document.parse(VALID);
      List<ObjectNode> objects = new ArrayList<>();
      fixed(document, objects);
      ObjectNode chosen = objects.get(random.nextInt(objects.size()));
      String name = "m" + Long.toString(random.nextLong(), 36);
      chosen.set(name, value());
      byte[] mutant = Document.print(document);
      assertThat(passes(mutant)).as("seed %d: %s", seed, name).isFalse();
    }
  }

  @Test
  void aDocumentWithAnotherValueIsReadOrRefused() throws Exception {
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      ObjectNode document = Document.parse(VALID);
      List<ObjectNode> objects = new ArrayList<>();
      fixed(document, objects);
      ObjectNode chosen = objects.get(random.nextInt(objects.size()));
      List<String> names = new ArrayList<>();
      chosen.fieldNames().forEachRemaining(names::add);
      chosen.set(names.get(random.nextInt(names.size())), value());
      refused += passes(Document.print(document)) ? 0 : 1;
    }
    assertThat(refused).as("seed %d", seed).isGreaterThan(ROUNDS / 2);
  }

  private boolean passes(byte[] document) {
    try {
      READER.read(document);
      return true;
    } catch (InvalidConfiguration e) {
      return false;
    } catch (RuntimeException e) {
      return fail("seed " + seed + ": " + new String(document, StandardCharsets.UTF_8), e);
    }
  }

  private byte[] bytesChanged() {
    byte[] mutant = VALID.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(4)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] = (byte) "{}[]\",:0 \\".charAt(random.nextInt(10));
        case 2 -> mutant = java.util.Arrays.copyOf(mutant, at);
        default -> {
          int from = random.nextInt(mutant.length);
          int length = Math.min(random.nextInt(20), mutant.length - Math.max(at, from));
          System.arraycopy(VALID, from, mutant, at, length);
        }
      }
      if (mutant.length == 0) {
        return mutant;
      }
    }
    return mutant;
  }

  private JsonNode value() throws InvalidConfiguration {
    String text = HOSTILE.get(random.nextInt(HOSTILE.size()));
    return Document.parse(("{\"v\":" + text + "}").getBytes(StandardCharsets.UTF_8)).get("v");
  }

  /** The objects whose members have fixed names. */
  private static void fixed(JsonNode node, List<ObjectNode> found) {
    if (node instanceof ObjectNode object) {
      found.add(object);
      object
          .properties()
          .forEach(member -> {
            if (!FREE.contains(member.getKey())) {
              fixed(member.getValue(), found);
            }
          });
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> fixed(item, found));
    }
  }

  private static Set<String> names(JsonNode node) {
    var names = new java.util.HashSet<String>();
    List<ObjectNode> objects = new ArrayList<>();
    fixed(node, objects);
    objects.forEach(object -> object.fieldNames().forEachRemaining(names::add));
    return names;
  }
}
