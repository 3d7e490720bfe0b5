package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Gateway;
import dev.sluice.base.Secret;
import dev.sluice.config.Settings;
import dev.sluice.testing.Answers;
import dev.sluice.testing.ScriptedUpstream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A data folder with one channel, and the doctor who looks at it. */
abstract class DoctorFixture {

  static final String KEY = "gateway-access-key-for-tests";
  static final String SECRET = "sk-secret-aaaaaaaaaaaaaaaaaaaa";

  @TempDir Path folder = Path.of("");
  final Map<String, String> environment = new HashMap<>();
  final ScriptedUpstream upstream = ScriptedUpstream.start().answers(Answers.anthropicWhole("Hi"));

  record Ran(int code, String out, String err) {}

  @BeforeEach
  void prepare() throws IOException {
    mode(folder, "rwx------");
    write("access-key", KEY + "\n");
    write("config.json", document("env:K1"));
    environment.put("DATA_DIR", folder.toString());
    environment.put("K1", SECRET);
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  String document(String secret) {
    return """
    {"channels": [{"id": "main", "type": "anthropic", "baseUrl": "%s",
      "keys": [{"secret": "%s", "name": "first"}]}]}
    """
        .formatted(upstream.baseUrl(), secret);
  }

  void write(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    mode(file, "rw-------");
  }

  static void mode(Path path, String modes) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
  }

  Gateway start(Map<String, String> more) throws Exception {
    var settings = Settings.read(more, Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    return Gateway.start(settings, List.of(Secret.of(KEY)), environment, _ -> {});
  }

  Ran run(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(args, new PrintWriter(out), new PrintWriter(err), environment);
    assertThat(out + err.toString()).doesNotContain(SECRET).doesNotContain(KEY);
    return new Ran(code, out.toString(), err.toString());
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
