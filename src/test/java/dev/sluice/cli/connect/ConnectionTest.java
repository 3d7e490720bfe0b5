package dev.sluice.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import dev.sluice.cli.GatewayAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectionTest {

  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS, JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  @TempDir Path home = Path.of("");
  private Shell shell = new Shell(Map.of(), Path.of(""));
  private final GatewayAccess first =
      new GatewayAccess("http://127.0.0.1:3000", Secret.of("slu-first-0123456789abcdef"));
  private final GatewayAccess second =
      new GatewayAccess("https://gw.example", Secret.of("it's #2 \"quoted\" key"));

  @BeforeEach
  void place() {
    shell = new Shell(Map.of("HOME", home.toString()), home);
  }

  static Stream<List<Object>> files() {
    return LongStream.range(0, 70)
        .boxed()
        .flatMap(seed -> {
          var odd = new OddText(seed);
          return Stream.of(
              List.<Object>of(seed, new ClaudeCode(), odd.json()),
              List.<Object>of(seed, new Codex(), odd.toml()),
              List.<Object>of(seed, new GeminiCli(), odd.env()));
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void whatIsConnectedCanBeHadBackByteForByte(List<Object> odd) throws Exception {
    Client client = (Client) odd.get(1);
    String text = (String) odd.get(2);
    Path file = client.file(shell);
    byte[] before = text.getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(file.resolveSibling(""));
    Files.write(file, before);

    assertThat(connect(client, first)).as(text).isNotEmpty();
    byte[] merged = Files.readAllBytes(file);
    assertThat(connect(client, first)).as("a second time").isEmpty();
    assertThat(Files.readAllBytes(file)).isEqualTo(merged);
    holds(client, first, text, Files.readString(file));

    if (seed(odd) % 4 == 0) {
      connect(client, second);
      holds(client, second, text, Files.readString(file));
    }
    assertThat(Connection.of(client, shell).undo()).contains("byte for byte");
    assertThat(Files.readAllBytes(file)).as(text).isEqualTo(before);
    assertThat(list(file)).containsExactly(file);
  }

  private static long seed(List<Object> odd) {
    return (Long) odd.getFirst();
  }

  private void holds(Client client, GatewayAccess gateway, String before, String after)
      throws Exception {
    SettingsText merged = client.read(after);
    for (Setting setting : client.settings(gateway)) {
      assertThat(merged.value(setting.path())).as(after).contains(setting.value());
    }
    if (client instanceof ClaudeCode) {
      assertThat(withoutOurs(after)).as(before).isEqualTo(withoutOurs(before));
    } else if (!kept(client, before).isEmpty()) {
      assertThat(kept(client, after)).as(after).containsSubsequence(kept(client, before));
    }
    if (before.contains("\r\n")) {
      assertThat(after.replace("\r\n", "")).as(after).doesNotContain("\n");
    }
  }

  private static JsonNode withoutOurs(String text) throws IOException {
    JsonNode tree = LENIENT.readTree(text.replace("\uFEFF", ""));
    if (!(tree instanceof ObjectNode root)) {
      return LENIENT.createObjectNode();
    }
    if (root.get("env") instanceof ObjectNode env) {
      env.remove(List.of("ANTHROPIC_BASE_URL", "ANTHROPIC_AUTH_TOKEN"));
    }
    if (root.path("env").isEmpty()) {
      root.remove("env");
    }
    return root;
  }

  /** The lines that set nothing of ours. */
  private static List<String> kept(Client client, String text) {
    String ours = client instanceof Codex ? "model_provider .*|base_url.*" : ".*GEMINI_API_KEY.*";
    return text.replace("\uFEFF", "")
        .lines()
        .filter(line -> !line.isBlank() && !line.strip().matches(ours))
        .toList();
  }

  private static List<Path> list(Path file) throws IOException {
    try (Stream<Path> all = Files.list(file.resolveSibling(""))) {
      return all.toList();
    }
  }

  private List<Connection.Change> connect(Client client, GatewayAccess gateway) throws Exception {
    var connection = Connection.of(client, shell);
    var plan = connection.plan(client.settings(gateway));
    if (!plan.changes().isEmpty()) {
      connection.apply(plan);
    }
    return plan.changes();
  }

  @Test
  void aFileThatConnectMadeIsRemovedWithItsFolder() throws Exception {
    for (Client client : Client.ALL) {
      connect(client, first);
      connect(client, second);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(client.file(shell))))
          .isEqualTo("rw-------");
      assertThat(Connection.of(client, shell).undo())
          .isEqualTo("Removed " + client.file(shell) + ", which connect had made.");
    }
    assertThat(list(home.resolve("x"))).as("the home folder").isEmpty();
  }

  @Test
  void modeAndLinkStayAndTheBackupIsPrivate() throws Exception {
    Path real = Files.writeString(home.resolve("dotfile"), "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Path file = new ClaudeCode().file(shell);
    Files.createDirectories(file.resolveSibling(""));
    Files.createSymbolicLink(file, Path.of("../dotfile"));
    connect(new ClaudeCode(), first);
    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(Files.readString(real)).contains(first.url());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
    for (String ours : List.of("settings.json.sluice-backup", "settings.json.sluice-undo")) {
      var mode = Files.getPosixFilePermissions(file.resolveSibling(ours));
      assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
      assertThat(Files.readString(file.resolveSibling(ours))).doesNotContain("slu-first");
    }
    Connection.of(new ClaudeCode(), shell).undo();
    assertThat(Files.readString(real)).isEqualTo("{}");
    assertThat(Files.isSymbolicLink(file)).isTrue();
  }

  @Test
  void whatOthersWroteSinceIsKept() throws Exception {
    var olds =
        Map.of(
            "claude", "{\n  \"model\": \"opus\"\n}\n",
            "codex", "model_provider = \"old\"\n\n[a]\nb = 1\n",
            "gemini", "A=1\nGEMINI_API_KEY=old\n");
    for (Client client : Client.ALL) {
      Path file = client.file(shell);
      Files.createDirectories(file.resolveSibling(""));
      String before = olds.get(client.id()) + "";
      Files.writeString(file, before);
      connect(client, first);
      String more = client instanceof ClaudeCode ? "// more\n" : "# more\n";
      Files.writeString(file, Files.readString(file) + more);
      connect(client, second);
      assertThat(Connection.of(client, shell).undo()).contains("byte for byte");
      assertThat(Files.readString(file)).isEqualTo(before + more);
      connect(client, first);
      Files.writeString(file, Files.readString(file) + more);
      assertThat(Connection.of(client, shell).undo())
          .startsWith(file + " was changed since: took back only ");
      assertThat(Files.readString(file)).isEqualTo(before + more + more);
    }
  }

  @Test
  void aMemberThatOthersChangedSinceIsNotTakenAway() throws Exception {
    Path file = new GeminiCli().file(shell);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "A=1\n");
    connect(new GeminiCli(), first);
    String changed = Files.readString(file).replace("3000", "4000");
    Files.writeString(file, changed);
    assertThatThrownBy(() -> Connection.of(new GeminiCli(), shell).undo())
        .hasMessage(
            file
                + " was changed since: GOOGLE_GEMINI_BASE_URL is not what connect wrote; edit it by"
                + " hand, what it was before is in "
                + file
                + ".sluice-backup");
    assertThat(Files.readString(file)).isEqualTo(changed);
  }

  @Test
  void aCrashBeforeTheFileWasWrittenLosesNothing() throws Exception {
    Path file = new ClaudeCode().file(shell);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "{\"a\":1}");
    connect(new ClaudeCode(), first);
    Files.writeString(file, "{\"a\":1}");
    connect(new ClaudeCode(), second);
    Connection.of(new ClaudeCode(), shell).undo();
    assertThat(Files.readString(file)).isEqualTo("{\"a\":1}");
  }

  @Test
  void aFileThatChangedWhilePeopleThoughtIsNotWritten() throws Exception {
    var connection = Connection.of(new ClaudeCode(), shell);
    var plan = connection.plan(new ClaudeCode().settings(first));
    Path file = new ClaudeCode().file(shell);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, "{\"a\":1}");
    assertThatThrownBy(() -> connection.apply(plan))
        .hasMessage(file + " was changed meanwhile; run connect again");
    assertThat(Optional.of(Files.readString(file))).contains("{\"a\":1}");
    assertThat(new ArrayList<>(list(file))).containsExactly(file);
  }
}
