package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.Secret;
import dev.sluice.cli.Shell.Ran;
import dev.sluice.testing.RunningGateway;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document in an editor, which here is a script. */
final class ConfigEditTest {

  private static final String SECRET = "sk-ant-api03-abcdefghijklmnopqrst";

  @TempDir Path folder = Path.of("");
  private Shell shell = new Shell(folder);

  @BeforeEach
  void place() {
    shell = new Shell(folder);
    shell.environment.put("VISUAL", " ");
  }

  /** The script has the file as its first argument and its number of calls as {@code $n}. */
  private void editor(String script) throws IOException {
    Path count = folder.resolve("calls");
    Files.writeString(count, "0");
    Path file =
        Files.writeString(
            folder.resolve("editor"),
            "#!/bin/sh\nn=$(($(cat '%s') + 1)); printf %%s $n > '%s'\n%s\n"
                .formatted(count, count, script));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    shell.environment.put("EDITOR", file.toString());
  }

  private Path document(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    shell.environment.put("CONFIG_PATH", file.toString());
    return Files.writeString(file, text);
  }

  private static Path kept(Ran ran) {
    Matcher named = Pattern.compile("; your text is kept in (\\S+)\n").matcher(ran.err());
    assertThat(named.find()).as(ran.err()).isTrue();
    return Path.of(named.group(1));
  }

  @Test
  void whatIsEditedIsShownAskedForAndKeepsItsWriting() throws IOException {
    Path file =
        document(
            "config.json",
            """
            {"channels": [ {"id":"a", "type":"gemini",
               "baseUrl":"http://a", "keys":[{"secret":"env:KEY"}]} ],
                "retry": {"maxAttempts": 4}}
            """);
    editor("sed -i 's/: 4/: 5/; s/env:KEY/" + SECRET + "/' \"$1\"");
    shell.input = "y\n";
    Ran ran = shell.line("config edit");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("-     \"maxAttempts\": 4", "+     \"maxAttempts\": 5", "sk-ant-****qrst")
        .endsWith("Apply? [y/N] configuration edited (revision 2)\n")
        .doesNotContain(SECRET);
    assertThat(Files.readString(file).replaceFirst("sealed:[^\"]+", "SEALED"))
        .isEqualTo(
            """
            {"channels": [ {"id":"a", "type":"gemini",
               "baseUrl":"http://a", "keys":[{"secret":"SEALED"}]} ],
                "retry": {"maxAttempts": 5}}
            """);
    assertThat(shell.json("config history -o json").at("/items/0/summary").asText())
        .isEqualTo("edit the configuration");
  }

  @Test
  void commentsOfYamlStay() throws IOException {
    Path file = document("c.yaml", "# ours\nchannels: []\nstrategy: random # by weight\n");
    editor("case $1 in *.yaml) sed -i 's/random/failover/' \"$1\";; esac");
    assertThat(shell.line("config edit --yes").code()).isZero();
    assertThat(Files.readString(file))
        .isEqualTo("# ours\nchannels: []\nstrategy: failover # by weight\n");
    editor("sed -i 's/by weight/as listed/' \"$1\"");
    assertThat(shell.done("config edit --yes"))
        .isEqualTo("No difference but in how it is written.\nconfiguration edited (revision 2)\n");
    assertThat(Files.readString(file)).contains("# as listed");
  }

  @Test
  void aMissingDocumentBeginsEmpty() throws IOException {
    editor("sed -i 's/\\[\\]/[], \"strategy\": \"random\"/' \"$1\"");
    assertThat(shell.line("config edit --yes").code()).isZero();
    assertThat(shell.done("strategy")).isEqualTo("random\n");
  }

  @Test
  void whatIsWrongIsToldWithItsPlacesAndMayBeEditedAgain() throws IOException {
    document("config.json", "{\"channels\": [], \"strategy\": \"random\"}\n");
    editor(
        "if [ $n = 1 ]; then sed -i 's/random/fastest/' \"$1\";"
            + " else sed -i 's/fastest/failover/' \"$1\"; fi");
    shell.input = "y\ny\n";
    Ran ran = shell.line("config edit");
    assertThat(ran.err())
        .isEqualTo(
            "sluice: /strategy: \"fastest\" (expected: round-robin, random or failover; nothing is"
                + " near)\n");
    assertThat(ran.out()).startsWith("Edit again? [y/N] ").contains("Apply? [y/N] ");
    assertThat(ran.code()).isZero();
    assertThat(shell.done("strategy")).isEqualTo("failover\n");
  }

  @Test
  void whatIsRefusedOrNotWantedIsKeptForItsOwner() throws IOException {
    Path file = document("config.json", "{\"channels\": [], \"strategy\": \"random\"}\n");
    editor("echo '{\"channels\": [' > \"$1\"");
    Ran broken = shell.line("config edit");
    assertThat(broken.code()).isEqualTo(65);
    assertThat(broken.err()).contains("not valid JSON, line 2", "(problems: 1)");
    assertThat(Files.readString(kept(broken))).isEqualTo("{\"channels\": [\n");
    editor("sed -i 's/random/failover/' \"$1\"");
    shell.input = "n\n";
    Ran declined = shell.line("config edit");
    assertThat(declined.code()).isEqualTo(77);
    Path copy = kept(declined);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
        .isEqualTo("rw-------");
    Files.delete(copy);
    assertThat(Files.readString(file)).contains("random");
    editor("exit 0");
    assertThat(shell.done("config edit")).isEqualTo("Nothing was changed.\n");
    editor("exit 3");
    assertThat(shell.line("config edit"))
        .isEqualTo(new Ran(69, "", "sluice: the editor ended with 3, so nothing was changed\n"));
    shell.environment.put("EDITOR", "/no/such/editor");
    assertThat(shell.line("config edit").err())
        .contains("there is no editor \"/no/such/editor\"; set VISUAL or EDITOR");
    shell.environment.remove("EDITOR");
    assertThat(shell.line("config edit"))
        .isEqualTo(new Ran(69, "", "sluice: there is no terminal for vi; set VISUAL or EDITOR\n"));
  }

  @Test
  void whatSomebodyElseWroteMeanwhileIsAConflictAndNothingIsLost() throws IOException {
    Path file = document("config.json", "{\"channels\": []}\n");
    Path theirs = Files.writeString(folder.resolve("theirs"), "{\"channels\": [ ]}\n");
    editor("cp '" + theirs + "' '" + file + "'; sed -i 's/\\[\\]/[], \"probe\": {}/' \"$1\"");
    Ran ran = shell.line("config edit --yes");
    assertThat(ran.code()).isEqualTo(73);
    assertThat(ran.err()).contains(file + " was written meanwhile");
    assertThat(Files.readString(kept(ran))).isEqualTo("{\"channels\": [], \"probe\": {}}\n");
    assertThat(Files.readString(file)).isEqualTo("{\"channels\": [ ]}\n");
    assertThat(shell.line("config edit --if-revision 7").code()).isEqualTo(73);
  }

  @Test
  void aDocumentThatIsRefusedIsMended() throws IOException {
    Path file = document("config.json", "{\"channels\": []}\n");
    shell.done("strategy random");
    Files.writeString(file, "{\"channels\": [], \"strategy\": \"random\",}\n");
    editor("sed -i 's/,}/}/' \"$1\"");
    assertThat(shell.line("config edit --yes"))
        .isEqualTo(
            new Ran(
                0,
                "No difference but in how it is written.\nconfiguration edited (revision 2)\n",
                ""));
    assertThat(shell.done("strategy")).isEqualTo("random\n");
  }

  @Test
  void aMaskInTheFileIsNoKey() throws IOException {
    document("config.json", "{\"channels\": []}\n");
    shell.done("channel add --type gemini --name a --base-url http://a --key " + SECRET);
    editor("sed -i 's/sealed:[^\"]*/sk-ant-****qrst/' \"$1\"");
    Ran ran = shell.line("config edit --yes");
    assertThat(ran.err()).contains("/channels/0/keys/0/secret: masked, and no key");
    Files.delete(kept(ran));
  }

  @Test
  void overThereAMaskThatStaysKeepsItsSecret() throws Exception {
    try (var gateway = RunningGateway.with()) {
      shell.environment.put("SLUICE_URL", gateway.baseUrl());
      shell.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
      shell.done(
          "channel add --type gemini --name a --base-url http://127.0.0.1:1 --key " + SECRET);
      editor(
          "grep -q 'sk-ant-\\*\\*\\*\\*qrst' \"$1\" && sed -i 's/\"a\"/\"b\"/2' \"$1\" &&"
              + " sed -i 's/\"name\": \"a\"/\"name\": \"other\"/' \"$1\"");
      Ran ran = shell.line("config edit --yes");
      assertThat(ran.err()).isEmpty();
      assertThat(ran.out()).contains("other").endsWith("configuration edited (revision 3)\n");
      var key = gateway.gateway().routes().now().channels().getFirst().config().keys().getFirst();
      assertThat(key.secret().matches(SECRET)).isTrue();
      editor("sed -i 's/gemini/gemin/' \"$1\"");
      Ran refused = shell.line("config edit --yes");
      assertThat(refused.err()).contains("sluice: /channels/0/type: \"gemin\"");
      assertThat(refused.code()).isEqualTo(65);
      Files.delete(kept(refused));
    }
  }

  @Test
  void overThereAConflictIsOneToo() throws Exception {
    try (var gateway = RunningGateway.with()) {
      shell.environment.put("PROXY_ACCESS_KEY", RunningGateway.ACCESS_KEY);
      var access = new GatewayAccess(gateway.baseUrl(), Secret.of(RunningGateway.ACCESS_KEY));
      Draft draft = Draft.Elsewhere.of(Remote.of(access));
      shell.done("strategy random --url " + gateway.baseUrl());
      byte[] edited = "{\"channels\": [], \"probe\": {}}".getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> draft.write(edited))
          .isInstanceOfSatisfying(
              RemoteRefused.class, refused -> assertThat(refused.code()).isEqualTo(73));
    }
  }
}
