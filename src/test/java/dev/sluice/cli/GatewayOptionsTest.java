package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.InvalidSetting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which gateway is meant, and with which key. */
final class GatewayOptionsTest {

  @TempDir Path folder = Path.of("");
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  @Command
  static final class Probe {
    @Mixin private GatewayOptions gateway = new GatewayOptions();
  }

  @BeforeEach
  void place() throws IOException {
    environment.put("DATA_DIR", folder.toString());
    Files.writeString(folder.resolve("access-key"), "kept\n");
  }

  private String access(String... args) throws InvalidSetting, IOException {
    var probe = new Probe();
    new CommandLine(probe).parseArgs(args);
    var silent = new PrintWriter(new StringWriter());
    var in = new BufferedReader(new StringReader(input));
    GatewayAccess access =
        probe.gateway.access(new Terminal(silent, silent, in, environment, false));
    return access.url() + " " + access.key().reveal();
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:81/, http://127.0.0.1:81",
    "http://localhost/v1/, http://localhost",
    "https://[::1]:3000, https://[::1]:3000",
    "' http://127.1.2.3/gate ', http://127.1.2.3/gate"
  })
  void anAddressLosesWhatClientsAppendAndThisMachinesKeyIsKept(String url, String bare)
      throws Exception {
    assertThat(access("--url", url)).isEqualTo(bare + " kept");
    environment.put("SLUICE_URL", url);
    assertThat(access()).isEqualTo(bare + " kept");
  }

  @Test
  void anOptionGoesBeforeTheEnvironmentAndThatBeforeWhatIsKept() throws Exception {
    environment.put("PORT", "4000");
    assertThat(access()).isEqualTo("http://127.0.0.1:4000 kept");
    environment.put("PROXY_ACCESS_KEY", " , first ,second");
    environment.put("SLUICE_URL", "https://there");
    assertThat(access()).isEqualTo("https://there first");
    assertThat(access("--url", "https://here", "--access-key", "given"))
        .isEqualTo("https://here given");
    input = "typed\n";
    assertThat(access("--access-key", "-")).isEqualTo("https://there typed");
  }

  @Test
  void theGatewayThatRunsOnTheFolderIsFoundOnItsPort() throws Exception {
    long pid = ProcessHandle.current().pid();
    Files.writeString(
        folder.resolve("run.json"), "{\"url\":\"http://127.0.0.1:4567\",\"pid\":" + pid + "}");
    assertThat(access()).isEqualTo("http://127.0.0.1:4567 kept");
  }

  @Test
  void theKeptKeyGoesToNoOtherMachine() {
    assertThatThrownBy(() -> access("--url", "http://gw.example"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--access-key: missing (expected: the key of http://gw.example, or PROXY_ACCESS_KEY)");
  }

  @ParameterizedTest
  @CsvSource({"gateway", "ftp://h", "http://", "http://u:hidden@h", "http://h?x=1", "'http://a b'"})
  void whatIsNoAddressIsRefusedWithoutItsPassword(String url) {
    assertThatThrownBy(() -> access("--url", url))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching("--url: \".*\" \\(expected: http:// or https:// and a host\\)")
        .hasMessageNotContaining("hidden");
    environment.put("SLUICE_URL", url);
    assertThatThrownBy(() -> access())
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("SLUICE_URL: ")
        .hasMessageNotContaining("hidden");
  }
}
