package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.Shell.Ran;
import dev.sluice.testing.RunningGateway;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both faces, each with a channel that has everything. */
final class ChannelEditTest {

  private static final String ADD =
      "channel add --type anthropic --name main --base-url http://127.0.0.1:1 --key k1 --key k2"
          + " --priority 3 --weight 4 --auth bearer --models a --model-map x=y"
          + " --proxy http://127.0.0.1:2 --http2";

  @TempDir Path folder = Path.of("");
  private final RunningGateway gateway = RunningGateway.with();
  private Shell here = new Shell(folder);
  private Shell there = new Shell(folder);

  @BeforeEach
  void add() {
    here = new Shell(folder);
    there = new Shell(folder);
    there.environment.put("SLUICE_URL", gateway.baseUrl());
    there.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
    here.done(ADD);
    there.done(ADD);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private Shell shell(boolean remote) {
    return remote ? there : here;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyWhatIsNamedChanges(boolean remote) throws Exception {
    JsonNode before = shell(remote).json("config show -o json").at("/channels/0");
    String out =
        shell(remote)
            .done("channel edit main --priority 1 --model-map p=q --no-http2 --name Other");
    assertThat(out).startsWith("channel main changed: name, priority, modelMap, http2 (revision ");
    JsonNode after = shell(remote).json("config show -o json").at("/channels/0");
    assertThat(after.path("id").asText()).isEqualTo("main");
    assertThat(after.path("name").asText()).isEqualTo("Other");
    assertThat(after.path("priority").asInt()).isEqualTo(1);
    assertThat(after.path("modelMap").toString()).isEqualTo("{\"x\":\"y\",\"p\":\"q\"}");
    assertThat(after.path("http2").asBoolean()).isFalse();
    for (String same : new String[] {"type", "baseUrl", "keys", "auth", "weight", "models"}) {
      assertThat(after.path(same)).isEqualTo(before.path(same));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsUnsetGoesBackToItsDefault(boolean remote) throws Exception {
    shell(remote).input = "k3\n";
    shell(remote)
        .done(
            "channel edit main --unset proxy --unset modelMap --unset weight --unset models"
                + " --unset auth --key - --type gemini --base-url http://127.0.0.1:3");
    JsonNode after = shell(remote).json("config show -o json").at("/channels/0");
    assertThat(after.has("proxy") || after.has("modelMap") || after.has("weight")).isFalse();
    assertThat(after.has("models") || after.has("auth")).isFalse();
    assertThat(after.path("keys")).hasSize(1);
    assertThat(after.path("type").asText()).isEqualTo("gemini");
    assertThat(after.path("baseUrl").asText()).isEqualTo("http://127.0.0.1:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | channel edit main | channel edit: nothing to change (expected: an option that does)
          2 | channel edit main --unset proxi | --unset: "proxi" (expected: name, auth, enabled, priority, weight, groups, models, modelMap, headers, proxy, timeouts, http2, maxConcurrent, costMultiplier, limits; nearest: proxy)
          2 | channel edit main --unset weight --weight 2 | --unset: "weight" is given a value too (expected: one of both)
          2 | channel edit main --type kiro | --type: "kiro" is not built yet (expected: anthropic, openai-chat, openai-responses, gemini)
          2 | channel edit main --auth beare | --auth: "beare" (expected: auto, x-api-key, bearer, both, x-goog-api-key, passthrough; nearest: bearer)
          2 | channel edit main --model-map a | --model-map: "a" (expected: FROM=TO)
          65 | channel edit main --base-url ftp://h | --base-url: must begin with http:// or https://
          65 | channel edit main --key k1 --key k1 | --key: the same secret as an earlier key
          65 | channel edit main --proxy ftp://h | --proxy: unknown scheme "ftp" (expected: http://, https:// or socks5://HOST:PORT)
          66 | channel edit mian --weight 2 | no channel "mian" (nearest: main)
          """)
  void whatMakesNoSenseIsToldByItsOption(int code, String line, String message) {
    assertThat(here.line(line)).isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
    assertThat(there.line(line)).isEqualTo(new Ran(code, "", "sluice: " + message + "\n"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStaleRevisionIsAConflict(boolean remote) {
    assertThat(shell(remote).line("channel edit main --weight 2 --if-revision 999999").code())
        .isEqualTo(73);
  }
}
