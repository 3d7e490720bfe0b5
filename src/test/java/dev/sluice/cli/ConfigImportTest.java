package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cli.Shell.Ran;
import dev.sluice.testing.RunningGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConfigImportTest {

  private static final String CCR = "config import --from ccr src/test/resources/imports/ccr.json";

  @TempDir Path folder = Path.of("");
  private final RunningGateway gateway = RunningGateway.with();
  private Shell here = new Shell(folder);
  private Shell there = new Shell(folder);

  @BeforeEach
  void add() {
    here = new Shell(folder);
    there = new Shell(folder);
    // The gateway is in this process, whose environment lacks what the file names.
    there.environment.put("SLUICE_URL", gateway.baseUrl());
    there.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private static List<String> names(JsonNode document) {
    var names = new ArrayList<String>();
    document.path("channels").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  @Test
  void whatIsTakenIsShownAskedForAndMergedByName() throws Exception {
    here.done("channel add --type gemini --name OpenRouter --base-url http://a --key own");
    here.done("channel add --type gemini --name mine --base-url http://b --key own");
    here.input = "n\n";
    Ran declined = here.line(CCR);
    assertThat(declined.code()).isEqualTo(77);
    assertThat(declined.out())
        .contains(
            "taken /Providers/0: ",
            "left  /LOG: has no counterpart here\n",
            "+       \"name\": \"deepseek\"")
        .doesNotContain("sk-import-77777777");
    assertThat(names(here.json("config show -o json"))).containsExactly("OpenRouter", "mine");
    here.input = "y\n";
    assertThat(here.line(CCR).out()).endsWith("imported from ccr (revision 3)\n");
    JsonNode document = here.json("config show -o json");
    assertThat(names(document)).containsExactly("openrouter", "mine", "deepseek", "gemini");
    assertThat(document.at("/channels/0/id").asText()).isEqualTo("openrouter");
    assertThat(document.at("/channels/0/keys/0/secret").asText())
        .isEqualTo("env:OPENROUTER_API_KEY");
    assertThat(Files.readString(folder.resolve("config.json"))).doesNotContain("sk-import");
    assertThat(here.json("config history -o json").at("/items/0/summary").asText())
        .isEqualTo("import from ccr");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void replacingLeavesNothingOfWhatWasThere(boolean remote) throws Exception {
    Shell shell = remote ? there : here;
    shell.done("channel add --type gemini --name mine --base-url http://127.0.0.1:1 --key own");
    shell.done("mapping add a b");
    String from = "config import --from claude-proxy src/test/resources/imports/claude-proxy.json";
    JsonNode told = shell.json(from + " --replace --yes -o json");
    assertThat(told.path("changed").asText()).isEqualTo("imported from claude-proxy");
    assertThat(told.at("/report/0/taken").asBoolean()).isTrue();
    JsonNode document = shell.json("config show -o json");
    assertThat(names(document)).containsExactly("Cheap", "Relay One", "cheap 2");
    assertThat(document.path("mappings").size()).isZero();
    assertThat(document.at("/channels/0/keys/0/secret").asText()).isEqualTo("sk-impo****3333");
    assertThat(shell.done(from + " --yes")).contains("No difference.");
  }

  @Test
  void aReferenceThatTheGatewayCannotFollowIsToldByIt() {
    Ran ran = there.line(CCR + " --yes");
    assertThat(ran.code()).isEqualTo(65);
    assertThat(ran.err())
        .contains("/keys/0/secret: the variable OPENROUTER_API_KEY is not set")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | config import --from ccz x | --from: "ccz" (expected: claude-proxy, ccr, litellm, ccs; nearest: ccr)
          2 | config import x | Missing required option: '--from=PROGRAM' (see: sluice config import --help)
          66 | config import --from ccr /no/such.json | /no/such.json is not there
          65 | config import --from ccr src/test/resources/imports/ccs.json | src/test/resources/imports/ccs.json: /Providers: missing (expected: the providers of claude-code-router)
          65 | config import --from litellm src/test/resources/imports/half.yaml | src/test/resources/imports/half.yaml: not valid YAML, line 4, column 1
          65 | config import --from ccs src/test/resources/imports/own.json | src/test/resources/imports/own.json: no channel in it can be taken; /claude/providers/own: it uses the client's own login (channel add --auth passthrough)
          73 | config import --from ccr src/test/resources/imports/ccr.json --yes --if-revision 9 | the configuration is at revision 0, not 9; look at what changed (sluice config diff 9) and try again
          """)
  void whatCannotBeTakenIsOneLine(int code, String line, String message) {
    Ran ran = here.line(line);
    assertThat(ran.err()).isEqualTo("sluice: " + message + "\n");
    assertThat(ran.code()).isEqualTo(code);
  }
}
