package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

  private static final String SECRET = "sk-ant-api03-abcdefghijklmnopqrst";

  @TempDir Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  record Ran(int code, String out, String err) {}

  @BeforeEach
  void place() {
    environment.put("DATA_DIR", folder.toString());
    environment.put("USER", "op");
  }

  private Ran run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader(input)),
            environment,
            false);
    int code = Main.run(args, terminal);
    return new Ran(code, out.toString(), err.toString());
  }

  private Ran line(String line) {
    return run(line.isEmpty() ? new String[0] : line.split(" "));
  }

  @Test
  void aGatewayThatStartsIsTheSameCommandWithoutTheOthers() {
    assertThat(line("serve --help").out()).contains("sluice serve [").contains("--data-dir");
    assertThat(line("serve --prot 1").err()).contains("--prot");
    assertThat(line("--help").out()).contains("serve").contains("demo").contains("mapping");
  }

  private String done(String line) {
    Ran ran = line(line);
    assertThat(ran.err()).as(line).isEmpty();
    assertThat(ran.code()).as(line).isZero();
    return ran.out();
  }

  private void addTwo() {
    done("channel add --type anthropic --name main --base-url https://a.example --key " + SECRET);
    done("channel add --type gemini --name spare --base-url http://b --key s1 --key s2 -o json");
  }

  private JsonNode json(String line) throws IOException {
    return new ObjectMapper().readTree(done(line));
  }

  @Test
  void aChannelIsAddedWithEveryOption() throws Exception {
    environment.put("KEY_B", "sk-b");
    String[] args = {
      "channel",
      "add",
      "--type",
      "openai-chat",
      "--name",
      "My Way",
      "--base-url",
      "https://h/v1",
      "--key",
      "-",
      "--key",
      "env:KEY_B",
      "--auth",
      "bearer",
      "--priority",
      "-2",
      "--weight",
      "3",
      "--model-map",
      "claude-*=big",
      "--model-map",
      "x=y=z",
      "--models",
      "c*",
      "--proxy",
      "socks5://u:p@127.0.0.1",
      "--http2"
    };
    input = SECRET + "\n";
    Ran ran = run(args);
    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                "channel my-way added: openai-chat https://h/v1, keys sk-ant-****qrst, env:KEY_B"
                    + " (revision 1)\n",
                ""));
    String written = Files.readString(folder.resolve("config.json"));
    assertThat(written.replaceFirst("sealed:[0-9a-f]{8}:[\\w-]{40,}", "SEALED"))
        .isEqualTo(
            """
            {
              "channels": [
                {
                  "id": "my-way",
                  "name": "My Way",
                  "type": "openai-chat",
                  "baseUrl": "https://h/v1",
                  "keys": [
                    {
                      "secret": "SEALED"
                    },
                    {
                      "secret": "env:KEY_B"
                    }
                  ],
                  "auth": "bearer",
                  "priority": -2,
                  "weight": 3,
                  "models": [
                    "c*"
                  ],
                  "modelMap": {
                    "claude-*": "big",
                    "x": "y=z"
                  },
                  "proxy": {
                    "url": "socks5://u:p@127.0.0.1"
                  },
                  "http2": true
                }
              ]
            }
            """);
  }

  @Test
  void channelsAreListedAsATableAndAsJson() throws Exception {
    addTwo();
    assertThat(done("channel list"))
        .isEqualTo(
            """
            ID     TYPE       PRIO  KEYS  ON   BASE URL           NAME
            main   anthropic  0     1     yes  https://a.example  main
            spare  gemini     0     2     yes  http://b           spare
            """);
    JsonNode list = json("channel list -o json");
    assertThat(list.path("next").isNull()).isTrue();
    assertThat(list.at("/items/0/keys/0/masked").asText()).isEqualTo("sk-ant-****qrst");
    assertThat(list.at("/items/1/id").asText()).isEqualTo("spare");
  }

  @Test
  void aTableFitsTheTerminal() {
    addTwo();
    environment.put("COLUMNS", "46");
    assertThat(done("channel list").lines()).allMatch(row -> row.length() <= 46);
    assertThat(done("channel list")).contains("main ", "https:…");
  }

  @Test
  void anEmptyListSaysHowToGoOn() throws Exception {
    assertThat(done("channel list"))
        .isEqualTo("No channels yet; sluice channel add --help shows how to add the first.\n");
    assertThat(json("channel list -o json").toString()).isEqualTo("{\"items\":[],\"next\":null}");
  }

  @Test
  void aChannelIsShownMasked() throws Exception {
    addTwo();
    assertThat(json("channel show MAIN -o json").at("/keys/0/masked").asText())
        .isEqualTo("sk-ant-****qrst");
    assertThat(done("channel show main")).contains("baseUrl").doesNotContain(SECRET);
  }

  @Test
  void channelsAreSwitchedMovedAndRemoved() throws Exception {
    addTwo();
    assertThat(done("channel disable main")).isEqualTo("channel main disabled (revision 3)\n");
    assertThat(done("channel disable main")).isEqualTo("channel main disabled (revision 3)\n");
    assertThat(done("channel enable main")).isEqualTo("channel main enabled (revision 4)\n");
    assertThat(done("channel move spare --first"))
        .isEqualTo("channel order: spare, main (revision 5)\n");
    assertThat(done("channel move spare --after main"))
        .isEqualTo("channel order: main, spare (revision 6)\n");
    assertThat(done("channel move spare --before main"))
        .isEqualTo("channel order: spare, main (revision 7)\n");
    assertThat(done("channel move spare --last"))
        .isEqualTo("channel order: main, spare (revision 8)\n");
    assertThat(done("channel remove main")).isEqualTo("channel main removed (revision 9)\n");
    assertThat(json("channel list -o json").path("items")).hasSize(1);
  }

  @Test
  void keysAreAddedSwitchedAndRemoved() throws Exception {
    addTwo();
    assertThat(done("key add main sk-second-0123456789abc --name second"))
        .isEqualTo("key sk-seco****9abc added to main (revision 3)\n");
    assertThat(done("key disable main second"))
        .isEqualTo("key sk-seco****9abc disabled in main (revision 4)\n");
    assertThat(done("key enable main sk-second-0123456789abc"))
        .isEqualTo("key sk-seco****9abc enabled in main (revision 5)\n");
    JsonNode keys = json("key list main -o json");
    assertThat(keys.path("items")).hasSize(2);
    String id = keys.at("/items/1/id").asText();
    assertThat(done("key list main"))
        .contains(
            "ID            NAME    KEY              ENABLED\n",
            id + "  second  sk-seco****9abc  yes\n");
    assertThat(done("key remove main " + id))
        .isEqualTo("key sk-seco****9abc removed from main (revision 6)\n");
    assertThat(json("key list main -o json").path("items")).hasSize(1);
  }

  @Test
  void theStrategyIsShownAndSet() throws Exception {
    assertThat(done("strategy")).isEqualTo("failover\n");
    assertThat(done("strategy failover")).isEqualTo("strategy failover (revision 0)\n");
    assertThat(done("strategy round-robin")).isEqualTo("strategy round-robin (revision 1)\n");
    assertThat(json("strategy -o json").toString()).isEqualTo("{\"strategy\":\"round-robin\"}");
    assertThat(json("strategy random -o json").toString())
        .isEqualTo("{\"changed\":\"strategy random\",\"revision\":2}");
  }

  @Test
  void theDocumentIsShownMaskedAndValidated() throws Exception {
    addTwo();
    Path config = folder.resolve("config.json");
    assertThat(done("config path")).isEqualTo(config + "\n");
    assertThat(done("config show")).contains("sk-ant-****qrst").doesNotContain(SECRET);
    assertThat(done("config validate")).isEqualTo(config + " is valid (channels: 2)\n");

    Files.writeString(config, "{\"strategi\": 1, \"retry\": {\"maxAttempts\": 0}}");
    assertThat(line("config validate"))
        .isEqualTo(
            new Ran(
                65,
                "",
                config
                    + ": /strategi: unknown member (nearest: strategy or stream)\n"
                    + config
                    + ": /retry/maxAttempts: 0 (expected: 1 to 100)\n"));
    assertThat(line("channel list"))
        .isEqualTo(
            new Ran(
                65,
                "",
                "sluice: the configuration is refused: /strategi: unknown member (nearest: strategy"
                    + " or stream); /retry/maxAttempts: 0 (expected: 1 to 100)\n"));
  }

  @Test
  void aReferenceThatLeadsNowhereFromHereIsNoted() {
    Ran ran =
        line("channel add --type gemini --name x --base-url http://h --key env:NOT_IN_THIS_SHELL");
    assertThat(ran)
        .isEqualTo(
            new Ran(
                0,
                "channel x added: gemini http://h, keys env:NOT_IN_THIS_SHELL (revision 1)\n",
                "sluice: note: the variable NOT_IN_THIS_SHELL is not set; the gateway will need"
                    + " it\n"));
    assertThat(line("config validate").code()).isEqualTo(65);
    assertThat(line("strategy random").code()).isZero();
  }

  @Test
  void aFileNamedByAnOptionIsUsed() {
    Path other = folder.resolve("other.json");
    done("strategy random --config " + other);
    assertThat(other).exists();
    assertThat(done("strategy")).isEqualTo("failover\n");
    assertThat(done("config path --data-dir /d")).isEqualTo("/d/config.json\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | '' | Missing required subcommand (see: sluice --help)
          2 | channel | Missing required subcommand (see: sluice channel --help)
          2 | chanel list | unknown command "chanel"; did you mean channel? (see: sluice --help)
          2 | channel lst | unknown command "lst"; did you mean list? (see: sluice channel --help)
          2 | channel list --jsn=hidden | unknown option "--jsn" (see: sluice channel list --help)
          2 | channel list -o xml | -o: "xml" (expected: table, json or yaml)
          2 | channel list --url http://h | --access-key: missing (expected: the key of http://h, or PROXY_ACCESS_KEY)
          2 | channel list --url h | --url: "h" (expected: http:// or https:// and a host)
          2 | channel list --url http://h --config c.json | --config: names a file (expected: either it or --url)
          2 | channel list --access-key k | --access-key: there is no --url to use it for
          2 | config path --url http://h | this command works on the file alone; leave out --url and SLUICE_URL, and run it on the gateway's host
          69 | channel list --url http://127.0.0.1:1 --access-key k | no gateway answers at http://127.0.0.1:1; is it running?
          2 | channel show | Missing required parameter: 'CHANNEL' (see: sluice channel show --help)
          2 | key add main k hidden | one argument too many (see: sluice key add --help)
          2 | channel add --type gemini | Missing required option: '--base-url=URL' (see: sluice channel add --help)
          2 | channel add --type antropic --base-url http://h --key k | --type: "antropic" (expected: anthropic, openai-chat, openai-responses, gemini; nearest: anthropic)
          2 | channel add --type codex --base-url http://h --key k | --type: "codex" is not built yet (expected: anthropic, openai-chat, openai-responses, gemini)
          2 | channel add --type gemini --base-url http://h --key k --auth bearr | --auth: "bearr" (expected: auto, x-api-key, bearer, both, x-goog-api-key, passthrough; nearest: bearer)
          2 | channel add --type gemini --base-url http://h | --key: missing (expected: a key, or --auth passthrough)
          2 | channel add --type gemini --base-url http://h --key - | --key -: standard input gave no line (expected: the key)
          2 | channel add --type gemini --base-url http://h --key k --priority x | Invalid value for option '--priority': 'x' is not an int (see: sluice channel add --help)
          2 | channel add --type gemini --base-url http://h --key k --model-map a | --model-map: "a" (expected: FROM=TO)
          65 | channel add --type gemini --base-url ftp://h --key k | --base-url: must begin with http:// or https://
          65 | channel add --type gemini --base-url http://h --key k --weight 0 | --weight: 0 (expected: 1 to 1000000)
          65 | channel add --type gemini --base-url http://h --key k --proxy ftp://h | --proxy: unknown scheme "ftp" (expected: http://, https:// or socks5://HOST:PORT)
          65 | channel add --type gemini --base-url http://h --key k --key k | --key: the same secret as an earlier key
          65 | channel add --type gemini --name MAIN --base-url http://h --key k | there is a channel main already; give another name
          66 | channel show mian | no channel "mian" (nearest: main)
          66 | channel remove zzzzzzzzzzzzzzzz | no channel "zzzzzzzzzzzzzzzz" (sluice channel list shows all)
          66 | channel move main --before nope | no channel "nope" (sluice channel list shows all)
          2 | channel move main | 'Missing required argument (specify one of these): (--first | --last | --before=OTHER | --after=OTHER) (see: sluice channel move --help)'
          2 | channel move main --first --last | --first, --last are mutually exclusive (specify only one) (see: sluice channel move --help)
          66 | key list nope | no channel "nope" (sluice channel list shows all)
          66 | key remove spare hidden | no such key in spare (sluice key list spare shows their ids and names)
          65 | key remove main sk-ant-api03-abcdefghijklmnopqrst | the configuration is refused: /channels/0/keys: empty (expected: at least one key, or auth passthrough)
          65 | key add spare s1 | the configuration is refused: /channels/1/keys/2: the same secret as an earlier key
          2 | strategy fastest | strategy: "fastest" (expected: round-robin, random, failover)
          2 | strategy economic | strategy: "economic" is not built yet (expected: round-robin, random, failover)
          66 | config validate --config /no/such.json | /no/such.json is not there; sluice channel add makes it
          """)
  void failuresAreOneLineThatNamesTheFix(int code, String line, String message) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"channels": [
          {"name": "main", "type": "gemini", "baseUrl": "http://h",
           "keys": [{"secret": "sk-ant-api03-abcdefghijklmnopqrst"}]},
          {"name": "spare", "type": "gemini", "baseUrl": "http://h",
           "keys": [{"secret": "s1"}, {"secret": "s2"}]}]}
        """);
    assertThat(line(line)).isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
    assertThat(message).doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(strings = {"route explain --model m"})
  void aPromisedCommandSaysThatItIsNotBuilt(String line) {
    Ran ran = line(line);
    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).matches("sluice [a-z ]+: not built yet in this version\n");
  }

  @Test
  void twoChannelsOfOneNameAreToldApartByTheirIds() throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        """
        {"channels": [
          {"id": "a", "name": "X", "type": "gemini", "baseUrl": "http://h", "keys": [{"secret": "s"}]},
          {"id": "b", "name": "x", "type": "gemini", "baseUrl": "http://h", "keys": [{"secret": "s"}]}]}
        """);
    assertThat(line("channel show x"))
        .isEqualTo(new Ran(2, "", "sluice: several channels are named \"x\"; use an id: a, b\n"));
    assertThat(line("channel show a").code()).isZero();
  }

  @Test
  void aRemovedChannelMustNotBeMappedTo() throws IOException {
    addTwo();
    Path config = folder.resolve("config.json");
    String text = Files.readString(config);
    Files.writeString(
        config,
        text.replaceFirst(
            "\\{", "{\"mappings\": [{\"from\": \"a\", \"to\": \"b\", \"channel\": \"main\"}],"));
    assertThat(line("channel remove main"))
        .isEqualTo(
            new Ran(
                65,
                "",
                "sluice: the configuration is refused: /mappings/0/channel: no channel \"main\""
                    + " (known: spare)\n"));
  }

  @Test
  void aVariableThatIsNotBuiltStopsACommand() {
    environment.put("DATABASE_URL", "postgres://u:hidden@h/d");
    assertThat(line("channel list"))
        .isEqualTo(new Ran(78, "", "sluice: DATABASE_URL: not built yet (expected: unset)\n"));
  }

  @Test
  void aGatewayIsNotAskedWithoutItsKey() {
    environment.put("SLUICE_URL", "http://h");
    assertThat(line("channel list"))
        .isEqualTo(
            new Ran(
                2,
                "",
                "sluice: --access-key: missing (expected: the key of http://h, or"
                    + " PROXY_ACCESS_KEY)\n"));
  }

  @Test
  void everyCommandHelpsWithAnExample() {
    var commands = new ArrayList<String>(List.of("", "strategy", "version", "doctor"));
    for (String command : List.of("list", "show", "add", "remove", "enable", "disable", "move")) {
      commands.add("channel " + command);
    }
    for (String command : List.of("list", "add", "remove", "enable", "disable")) {
      commands.add("key " + command);
    }
    for (String command :
        List.of("path", "show", "validate", "history", "diff", "rollback", "export")) {
      commands.add("config " + command);
    }
    assertThat(commands)
        .allSatisfy(command ->
            assertThat(done((command + " --help").strip()))
                .contains("Usage: sluice", "Example", "  sluice " + command));
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(done("version")).matches("sluice \\S+\n");
  }
}
