package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.testing.Answers;
import dev.sluice.testing.RunningGateway;
import dev.sluice.testing.ScriptedUpstream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same commands on a file and on a running gateway. */
final class RemoteTest {

  private static final String SECRET = "sk-ant-api03-abcdefghijklmnopqrst";

  @TempDir Path folder = Path.of("");
  private final ScriptedUpstream upstream = ScriptedUpstream.start();
  private final RunningGateway gateway = RunningGateway.with();

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void add() {
    assertThat(there("channel add --type anthropic --name main --key " + SECRET + base()).err())
        .isEmpty();
    assertThat(there("channel add --type openai-chat --name spare --key k2" + base()).code())
        .isZero();
  }

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  private String base() {
    return " --base-url " + upstream.baseUrl();
  }

  private Ran there(String line) {
    return run(
        line,
        Map.of("SLUICE_URL", gateway.baseUrl(), "PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY));
  }

  private Ran here(String line) {
    return run(line, Map.of());
  }

  private Ran run(String line, Map<String, String> more) {
    var out = new StringWriter();
    var err = new StringWriter();
    var environment = new HashMap<>(more);
    environment.put("DATA_DIR", folder.toString());
    var in = new BufferedReader(new StringReader(""));
    var terminal =
        new Terminal(
            new PrintWriter(out), new PrintWriter(err), in, Map.copyOf(environment), false);
    int code = Main.run(line.split(" "), terminal);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void bothFacesSayTheSame() throws IOException {
    Path held = Files.writeString(folder.resolve("key"), "sk-from-a-file-0123456789");
    here("channel add --type anthropic --name main --key " + SECRET + base());
    here("channel add --type openai-chat --name spare --key k2" + base());
    for (String line :
        List.of(
            "channel list",
            "channel disable main",
            "channel enable Main",
            "channel move spare --first",
            "channel move spare --after main",
            "channel list",
            "key list main",
            "key add main file:" + held + " --name path",
            "key disable main path",
            "key enable main file:" + held,
            "key list main",
            "key remove main file:" + held,
            "key disable main " + SECRET,
            "strategy",
            "strategy random",
            "strategy -o json",
            "config show",
            "config show -o yaml",
            "config export",
            "config set /retry/maxAttempts 4",
            "config set /channels/0/models/- claude-*",
            "config set /channels/0/headers/set/x-team " + SECRET,
            "config set retry 4",
            "config set /channels/7/name x",
            "config set /retri/maxAttempts 4",
            "config rollback 999",
            "config diff 999",
            "config export 999",
            "mapping add sonnet claude-x",
            "mapping add sonnet claude-y",
            "mapping add gpt-* big --channel MAIN",
            "mapping add a b --channel nope",
            "mapping list",
            "mapping list -o json",
            "mapping remove gpt-*",
            "mapping remove gpt-* --channel main",
            "config show -o json",
            "channel remove spare -o json",
            "channel list")) {
      Ran remote = there(line);
      Ran local = here(line);
      assertThat(remote.err()).as(line).isEqualTo(local.err());
      assertThat(bare(remote.out())).as(line).isEqualTo(bare(local.out()));
      assertThat(remote.code()).as(line).isEqualTo(local.code());
    }
  }

  @Test
  void revisionsAreListedComparedAndRolledBackOverThere() throws IOException {
    there("strategy random");
    JsonNode history = new ObjectMapper().readTree(there("config history -o json").out());
    long now = history.at("/items/0/revision").asLong();
    assertThat(history.at("/items/0/summary").asText()).isEqualTo("strategy random");
    assertThat(history.at("/items/0/author").asText()).startsWith("api:");
    assertThat(there("config history").out()).startsWith("REVISION  TIME").contains("add channel");
    assertThat(there("config diff " + (now - 1)).out()).contains("+   \"strategy\": \"random\"");
    assertThat(there("config diff " + (now - 1) + " " + now + " -o json").out())
        .contains("\"pointer\": \"/strategy\"");
    assertThat(there("config diff " + now).out()).isEqualTo("No difference.\n");
    assertThat(there("config export " + (now - 1)).out())
        .contains("sk-ant-****qrst")
        .doesNotContain("strategy", SECRET);
    assertThat(there("config rollback " + (now - 1)).out())
        .isEqualTo(
            "configuration rolled back to revision "
                + (now - 1)
                + " (revision "
                + (now + 1)
                + ")\n");
    assertThat(there("strategy").out()).isEqualTo("failover\n");
  }

  @Test
  void secretsStayThere() {
    Ran ran = there("config export --with-secrets");
    assertThat(ran)
        .isEqualTo(
            new Ran(
                77,
                "",
                "sluice: --with-secrets: a gateway gives no secrets away; run it on the gateway's"
                    + " host, without --url\n"));
  }

  @Test
  void aDocumentBrokenByHandIsToldAndRolledBackByBothFaces() throws IOException {
    String good = Files.readString(gateway.folder().resolve("config.json"));
    Files.writeString(gateway.folder().resolve("config.json"), good.replace("channels", "chanels"));
    Ran told = there("config validate");
    assertThat(told.code()).isEqualTo(65);
    assertThat(told.err())
        .isEqualTo(gateway.baseUrl() + ": /chanels: unknown member (nearest: channels)\n");
    assertThat(there("channel disable main").err()).contains("mend it first");
    assertThat(there("config rollback 3").code()).isZero();
    assertThat(there("config validate").out())
        .isEqualTo(gateway.baseUrl() + " has a valid document (channels: 2)\n");
    here("channel add --type anthropic --name main --key " + SECRET + base());
    Files.writeString(folder.resolve("config.json"), "{\"channels\": [");
    assertThat(here("strategy random").code()).isEqualTo(65);
    assertThat(here("config rollback 1").out())
        .isEqualTo("configuration rolled back to revision 1 (revision 1)\n");
    assertThat(here("channel list").out()).contains("main");
  }

  /* Each has counted its own revisions. */
  private static String bare(String out) {
    return out.replaceAll("(revision\\D+)\\d+", "$1N");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "66 | channel show nothing",
        "66 | key remove main nothing",
        "66 | channel move nothing --first",
        "65 | channel add --type gemini --name main --base-url http://h --key k",
        "65 | channel add --type gemini --base-url ftp://h --key k",
        "73 | channel disable main --if-revision 999999",
        "73 | channel move main --last --if-revision 999999",
        "73 | config set /retry/maxAttempts 4 --if-revision 999999",
        "73 | config rollback 1 --if-revision 999999",
        "73 | mapping add a b --if-revision 999999",
        "2 | config path",
        "77 | channel list --access-key wrong"
      })
  void whatFailsEndsWithItsCode(int code, String line) {
    Ran ran = there(line + (line.contains("--access-key") ? " --url " + gateway.baseUrl() : ""));
    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.err()).startsWith("sluice: ").hasLineCount(1);
  }

  @Test
  void aPingTellsWhetherEveryChannelIsThere() {
    assertThat(there("ping").out()).contains("main", "spare", "yes");
    assertThat(there("ping main -o json").out()).contains("\"alive\": true");
  }

  @Test
  void aTestTellsWhatEachKeyBrought() {
    upstream.answersKey(SECRET, Answers.anthropicWhole("hi"));
    upstream.probes(Answers.json(200, "{\"data\":[{\"id\":\"m\"},{\"id\":\"n\"}]}"));
    Ran good = there("channel test main --model m");
    assertThat(good.out())
        .contains("succeeded", " hi\n", "2 models: m, n\n")
        .doesNotContain(SECRET);
    assertThat(good.code()).isZero();
    assertThat(there("channel test main --model m -o json").out())
        .contains("\"sample\": \"hi\"", "\"total\": 2");
    upstream.answersKey("k2", Answers.keyRejected());
    assertThat(there("channel test spare --model m").code()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void aKeyIsResetInTheRunningGateway() {
    assertThat(there("key reset main " + SECRET).out()).isEqualTo("key sk-ant-****qrst is ready\n");
  }
}
