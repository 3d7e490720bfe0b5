package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that connect a client, from their arguments to their exit codes. */
final class ConnectTest {

  private static final String KEY = "slu-abcdefghijklmnopqrstuvwxyz";
  private static final String ASKED = "Apply? [y/N] ";

  @TempDir Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  record Ran(int code, String out, String err) {}

  @BeforeEach
  void place() throws IOException {
    environment.put("HOME", folder.resolve("home").toString());
    Files.createDirectories(folder.resolve("home/.claude"));
    Files.createDirectories(folder.resolve("home/.sluice"));
    Files.createDirectories(folder.resolve("project/.claude"));
    Files.writeString(folder.resolve("home/.sluice/access-key"), KEY + "\n");
  }

  private Ran run(String line) {
    var out = new StringWriter();
    var err = new StringWriter();
    var in = new BufferedReader(new StringReader(input));
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), in, environment, false);
    int code = Main.run(line.split(" "), terminal, folder.resolve("project"));
    return new Ran(code, here(out.toString()), here(err.toString()));
  }

  private String here(String text) {
    return text.replace(folder.toString(), "@");
  }

  private Path settings() {
    return folder.resolve("home/.claude/settings.json");
  }

  @Test
  void connectingShowsAsksAndTellsTheWayBack() throws IOException {
    Files.writeString(settings(), "{\"env\": {\"ANTHROPIC_BASE_URL\": \"https://u:pw@old\"}}");
    Files.setPosixFilePermissions(settings(), PosixFilePermissions.fromString("rw-------"));
    input = "y\n";
    assertThat(run("connect claude --model-discovery"))
        .isEqualTo(
            new Ran(
                0,
                """
                Claude Code: @/home/.claude/settings.json
                  - env.ANTHROPIC_BASE_URL = https://****@old
                  + env.ANTHROPIC_BASE_URL = http://127.0.0.1:3000
                  + env.ANTHROPIC_AUTH_TOKEN = slu-abc****wxyz
                  + env.CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY = 1
                Apply? [y/N] Backup: @/home/.claude/settings.json.sluice-backup
                Claude Code is connected to http://127.0.0.1:3000; undo: sluice connect claude --undo
                """,
                ""));
    assertThat(run("connect claude"))
        .isEqualTo(
            new Ran(
                0,
                "Claude Code is connected to http://127.0.0.1:3000 already;"
                    + " @/home/.claude/settings.json stays as it is.\n",
                ""));
    assertThat(run("connect claude --undo"))
        .isEqualTo(
            new Ran(0, "Restored @/home/.claude/settings.json as it was, byte for byte.\n", ""));
    assertThat(run("connect claude --undo"))
        .isEqualTo(
            new Ran(
                66,
                "",
                "sluice: nothing to undo: @/home/.claude/settings.json was not changed by"
                    + " connect\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n\n", "\n", "maybe\n"})
  void anythingButYesChangesNothing(String answer) throws IOException {
    Files.writeString(settings(), "{}");
    input = answer;
    Ran ran = run("connect claude");
    assertThat(ran.code()).isEqualTo(77);
    assertThat(ran.out()).endsWith(ASKED + "\n");
    assertThat(ran.err()).isEqualTo("sluice: nothing was changed; answer y, or give --yes\n");
    assertThat(Files.readString(settings())).isEqualTo("{}");
    assertThat(settings().resolveSibling("settings.json.sluice-backup")).doesNotExist();
  }

  @Test
  void yesDoesNotAskAndAReadableFileIsNamed() throws IOException {
    Files.writeString(settings(), "{}");
    Files.setPosixFilePermissions(settings(), PosixFilePermissions.fromString("rw-r--r--"));
    Ran ran = run("connect claude --yes");
    assertThat(ran.out()).doesNotContain(ASKED);
    assertThat(ran.err())
        .isEqualTo(
            "sluice: note: @/home/.claude/settings.json holds a key and others may read it;"
                + " chmod 600 @/home/.claude/settings.json\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | connect | Missing required parameter: 'CLIENT' (see: sluice connect --help)
          2 | connect cluade | connect: "cluade" (expected: claude, codex, gemini; nearest: claude)
          2 | connect codex --tool-search | --model-discovery, --tool-search and --tool-streaming are for claude alone
          2 | connect claude --url ftp://h | --url: "ftp://h" (expected: http:// or https:// and a host)
          2 | connect claude --url https://gw.example | --access-key: missing (expected: the key of https://gw.example, or PROXY_ACCESS_KEY)
          2 | connect claude --access-key - | --access-key -: standard input gave no line (expected: the key)
          2 | env --shell tcsh | --shell: "tcsh" (expected: bash, fish, powershell)
          2 | completion tcsh | completion: "tcsh" (expected: bash, zsh, fish)
          66 | connect gemini --undo | nothing to undo: @/home/.gemini/.env was not changed by connect
          69 | code -p hi | Claude Code is not on the PATH: install it (npm install -g @anthropic-ai/claude-code)
          """)
  void wrongUseIsOneLine(int code, String line, String message) {
    assertThat(run(line)).isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1 | line 1, column 8: the document ends too early
          {"a" 1} | line 1, column 6: no colon after a name
          [1] | line 1, column 1: no object (expected: {...})
          {"env": 3} | line 1, column 9: env is no object (expected: {...})
          {} x | line 1, column 4: more after the end of the document
          """)
  void settingsThatCannotBeReadAreLeftAlone(String text, String message) throws IOException {
    Files.writeString(settings(), text);
    assertThat(run("connect claude --yes"))
        .isEqualTo(new Ran(65, "", "sluice: @/home/.claude/settings.json, " + message + "\n"));
    assertThat(Files.readString(settings())).isEqualTo(text);
  }

  @Test
  void tomlThatCannotBeReadOrAddedToIsLeftAlone() throws IOException {
    Path file = Files.createDirectories(folder.resolve("home/.codex")).resolve("config.toml");
    Files.writeString(file, "a = nope");
    assertThat(run("connect codex --yes").err())
        .isEqualTo(
            "sluice: @/home/.codex/config.toml, line 1, column 5: no TOML value (a string needs"
                + " quotes)\n");
    Files.writeString(file, "model_providers = { x = 1 }\n");
    assertThat(run("connect codex --yes").code()).isEqualTo(65);
    assertThat(Files.readString(file)).isEqualTo("model_providers = { x = 1 }\n");
  }

  @Test
  void whatIsNoWritableFileIsNamed() throws IOException {
    Files.write(settings(), new byte[] {'{', (byte) 0xff, '}'});
    fails(65, "@/home/.claude/settings.json is not UTF-8 text");
    Files.writeString(settings(), "{}");
    Files.setPosixFilePermissions(settings(), PosixFilePermissions.fromString("r--r--r--"));
    fails(
        77,
        "@/home/.claude/settings.json is read-only; allow writing first: chmod u+w"
            + " @/home/.claude/settings.json");
    Files.delete(settings());
    Files.createDirectory(settings());
    fails(65, "@/home/.claude/settings.json is a folder (expected: a file)");
    Files.delete(settings());
    Files.createSymbolicLink(settings(), Path.of("settings.json"));
    fails(65, "@/home/.claude/settings.json is a symbolic link that leads to itself");
    Files.delete(settings());
    Files.createSymbolicLink(settings(), folder.resolve("gone/x"));
    fails(
        66,
        "@/home/.claude/settings.json is a symbolic link to @/gone/x, whose folder is not there");
    Files.delete(folder.resolve("home/.sluice/access-key"));
    environment.put("CLAUDE_CONFIG_DIR", folder.resolve("other").toString());
    fails(
        66,
        "no access key: @/home/.sluice/access-key is not there; start the gateway once (sluice"
            + " serve) or give --access-key");
  }

  private void fails(int code, String message) {
    assertThat(run("connect claude --yes"))
        .isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
  }

  @Test
  void whatWouldWinIsNamed() throws IOException {
    environment.put("ANTHROPIC_API_KEY", "sk-ant-hidden-0123456789");
    environment.put("CLAUDE_CODE_USE_BEDROCK", "1");
    environment.put("CLAUDE_CONFIG_DIR", folder.resolve("claude").toString());
    Files.writeString(
        folder.resolve("project/.claude/settings.local.json"),
        "{\"env\": {\"ANTHROPIC_BASE_URL\": \"http://hidden\"}, \"apiKeyHelper\": \"x\"}");
    Ran ran = run("connect claude --yes");
    assertThat(ran.err().lines())
        .containsExactly(
            "sluice: note: @/project/.claude/settings.local.json sets env.ANTHROPIC_BASE_URL, which"
                + " may win; remove it there",
            "sluice: note: @/project/.claude/settings.local.json sets apiKeyHelper, which may win;"
                + " remove it there",
            "sluice: note: ANTHROPIC_API_KEY is set in this shell and may win; unset"
                + " ANTHROPIC_API_KEY",
            "sluice: note: CLAUDE_CODE_USE_BEDROCK is set in this shell and may win; unset"
                + " CLAUDE_CODE_USE_BEDROCK");
    assertThat(ran.out()).contains("@/claude/settings.json (new)");
    environment.put("GEMINI_API_KEY", "hidden");
    Files.writeString(folder.resolve("project/.env"), "PORT=4000\n");
    assertThat(run("connect gemini --yes").err().lines())
        .containsExactly(
            "sluice: note: @/project/.env is read instead from this folder; move it away",
            "sluice: note: GEMINI_API_KEY is set in this shell and may win; unset GEMINI_API_KEY");
    assertThat(Files.readString(folder.resolve("home/.gemini/.env")))
        .isEqualTo("GOOGLE_GEMINI_BASE_URL=http://127.0.0.1:4000\nGEMINI_API_KEY=" + KEY + "\n");
  }

  @Test
  void codexGetsAProviderOfItsOwn() throws IOException {
    environment.put("SLUICE_URL", "https://gw.example/v1/");
    environment.put("PROXY_ACCESS_KEY", "one-key,other");
    environment.put("CODEX_HOME", folder.resolve("cx").toString());
    assertThat(run("connect codex -y").code()).isZero();
    assertThat(Files.readString(folder.resolve("cx/config.toml")))
        .isEqualTo(
            """
            model_provider = "sluice"

            [model_providers.sluice]
            name = "Sluice"
            base_url = "https://gw.example/v1"
            wire_api = "responses"
            experimental_bearer_token = "one-key"
            """);
    assertThat(run("connect codex --undo").code()).isZero();
    assertThat(folder.resolve("cx")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          bash | export ANTHROPIC_AUTH_TOKEN='it'\\''s \\ $HOME'
          fish | set -gx ANTHROPIC_AUTH_TOKEN 'it\\'s \\\\ $HOME'
          powershell | $env:ANTHROPIC_AUTH_TOKEN = 'it''s \\ $HOME'
          """)
  void exportsAreQuoted(String shell, String expected) {
    input = "it's \\ $HOME\n";
    Ran ran = run("env --access-key - --shell " + shell);
    assertThat(ran.code()).isZero();
    assertThat(ran.out().lines().toList()).hasSize(2).last().isEqualTo(expected);
    environment.put("SHELL", "/usr/bin/" + (shell.equals("powershell") ? "pwsh" : shell));
    assertThat(run("env --access-key -")).isEqualTo(ran);
  }

  @Test
  void claudeCodeIsStartedWithItsArgumentsAndItsExitCodeIsOurs() throws IOException {
    Path log = folder.resolve("log");
    Path claude = Files.createDirectories(folder.resolve("bin")).resolve("claude");
    Files.writeString(
        claude,
        "#!/bin/sh\necho \"$* $ANTHROPIC_BASE_URL $ANTHROPIC_AUTH_TOKEN"
            + " [$ANTHROPIC_API_KEY]\" > "
            + log
            + "\nexit 7\n");
    Files.setPosixFilePermissions(claude, PosixFilePermissions.fromString("rwx------"));
    environment.put("PATH", folder.resolve("bin").toString());
    environment.put("ANTHROPIC_API_KEY", "hidden");
    Files.writeString(settings(), "{\"env\": {\"ANTHROPIC_BASE_URL\": \"http://other\"}}");
    assertThat(run("code --url http://localhost:99 --resume -p --url hi"))
        .isEqualTo(
            new Ran(
                7,
                "",
                "sluice: note: @/home/.claude/settings.json sets env.ANTHROPIC_BASE_URL, which may"
                    + " win; remove it there\n"));
    assertThat(Files.readString(log))
        .isEqualTo("--resume -p --url hi http://localhost:99 " + KEY + " []\n");
  }

  @Test
  void healthIsToldByTheExitCode() throws Exception {
    for (int status : List.of(200, 503)) {
      String url;
      try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        url = "http://127.0.0.1:" + server.getLocalPort();
        Thread answer = Thread.startVirtualThread(() -> answer(server, status));
        Ran refused =
            new Ran(
                69,
                "",
                "sluice: not ready: "
                    + url
                    + "/health/ready answered 503; "
                    + url
                    + "/health says more\n");
        assertThat(run("health --url " + url))
            .isEqualTo(status == 200 ? new Ran(0, "ready: " + url + "\n", "") : refused);
        answer.join();
      }
      Ran down = run("health --url " + url);
      assertThat(down.code()).isEqualTo(69);
      assertThat(down.err())
          .startsWith("sluice: not ready: " + url + " does not answer (")
          .endsWith("; start it: sluice serve\n");
    }
  }

  private static void answer(ServerSocket server, int status) {
    try (var socket = server.accept()) {
      var in = Terminal.reader(socket.getInputStream());
      assertThat(in.readLine()).isEqualTo("GET /health/ready HTTP/1.1");
      assertThat(in.lines().takeWhile(line -> !line.isEmpty()).count()).isPositive();
      socket
          .getOutputStream()
          .write(("HTTP/1.1 " + status + " X\r\ncontent-length: 0\r\n\r\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyShellGetsACompletion() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Ran ran = run("completion " + shell);
      assertThat(ran.code()).isZero();
      assertThat(ran.out()).contains("sluice", "connect", "model-discovery", "codex");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "env", "code", "completion", "health"})
  void everyCommandHelpsWithAnExample(String command) {
    assertThat(run(command + " --help").out())
        .contains("Usage: sluice " + command, "Example", "sluice " + command);
  }
}
