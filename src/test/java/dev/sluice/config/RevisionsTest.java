package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevisionsTest {

  private static final String DOCUMENT =
      """
      {"channels": [{"name": "Main", "type": "gemini", "baseUrl": "http://h", "costMultiplier": 1.50,
        "keys": [{"secret": "sk-hidden-1"}, {"secret": "env:KEY"}],
        "headers": {"set": {"x-token": "hidden-2", "x-empty": ""}},
        "proxy": {"url": "http://u:hidden-3@p:1"}}]}
      """;

  @TempDir Path folder = Path.of("");
  private Path path = folder;
  private Path logFile = folder;
  private ConfigFile file = open(folder, Map.of());

  private static ConfigFile open(Path path, Map<String, String> more) {
    var environment = new java.util.HashMap<>(more);
    environment.put("KEY", "sk-from-env");
    return ConfigFile.at(path, environment, InstantSource.fixed(Instant.EPOCH));
  }

  @BeforeEach
  void place() {
    path = folder.resolve("config.json");
    logFile = folder.resolve("config.revisions.jsonl");
    file = open(path, Map.of());
  }

  private Loaded strategy(String strategy) throws IOException, InvalidConfiguration {
    return file.edit("t", strategy, (document, _) -> document.put("strategy", strategy));
  }

  private ObjectNode kept(long revision) throws IOException, UnresolvedSecret {
    return file.document(revision).orElseThrow();
  }

  @Test
  void aRevisionKeepsTheWholeDocumentWithoutPlainSecrets() throws Exception {
    Files.writeString(path, DOCUMENT);
    Loaded loaded = file.load();
    assertThat(Files.readString(logFile)).doesNotContain("hidden").contains("env:KEY");
    ObjectNode expected = loaded.document();
    ((ObjectNode) expected.at("/channels/0")).put("id", "main");
    assertThat(file.opened(kept(1))).isEqualTo(expected);
  }

  @Test
  void anEditSealsWhatStoodInTheOpenAndMakesNoRevisionOfThat() throws Exception {
    Files.writeString(path, DOCUMENT);
    Loaded first = file.load();
    Loaded second = strategy("random");
    String sealed = second.document().at("/channels/0/keys/0/secret").asText();
    assertThat(sealed).startsWith("sealed:");
    assertThat(second.document().at("/channels/0/keys/1/secret").asText()).isEqualTo("env:KEY");
    assertThat(second.document().at("/channels/0/id").asText()).isEqualTo("main");
    assertThat(second.configuration().channels()).isEqualTo(first.configuration().channels());
    assertThat(file.load().revision()).isEqualTo(second.revision());
    assertThat(strategy("failover").document().at("/channels/0/keys/0/secret").asText())
        .isEqualTo(sealed);
    assertThat(Files.readString(path)).doesNotContain("sk-hidden");
  }

  @Test
  void goingBackRestoresKeysHeadersAndProxies() throws Exception {
    Files.writeString(path, DOCUMENT);
    Configuration first = file.load().configuration();
    file.edit("t", "drop", (document, _) -> document.removeAll());
    ObjectNode former = kept(1);
    Loaded back = file.edit("t", "back", (document, _) -> document.setAll(former));
    assertThat(back.configuration()).isEqualTo(first);
    assertThat(back.revision().number()).isEqualTo(3);
    assertThat(back.revision().hash()).isEqualTo(file.history().getFirst().hash());
  }

  @Test
  void aChannelMayTakeAnotherIdByAnEditButNotByHand() throws Exception {
    Files.writeString(path, DOCUMENT);
    Loaded sealed = strategy("random");
    Loaded renamed =
        file.edit(
            "t",
            "rename",
            (document, _) -> ((ObjectNode) document.at("/channels/0")).put("id", "other"));
    assertThat(renamed.configuration().channels().getFirst().keys())
        .isEqualTo(sealed.configuration().channels().getFirst().keys());
    assertThat(file.load()).isEqualTo(renamed);

    Files.writeString(path, Files.readString(path).replace("\"other\"", "\"third\""));
    assertThatThrownBy(file::load)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageStartingWith(
            "/channels/0/keys/0/secret: was sealed for another channel id, or is damaged");
  }

  @Test
  void anotherNameLosesNoSealedKey() throws Exception {
    Files.writeString(path, DOCUMENT);
    strategy("random");
    Files.writeString(path, Files.readString(path).replace("\"Main\"", "\"Renamed\""));
    assertThat(file.load().configuration().channels().getFirst().keys()).hasSize(2);
  }

  @Test
  void withoutTheKeyTheDocumentIsRefusedAndNotOverwritten() throws Exception {
    Files.writeString(path, DOCUMENT);
    strategy("random");
    String before = Files.readString(path);
    Files.delete(folder.resolve("secret.key"));
    assertThatThrownBy(() -> strategy("failover"))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(
            "which is not here (there is none; set SLUICE_SECRET_KEY or put back");
    assertThat(path).hasContent(before);
    assertThat(folder.resolve("secret.key")).doesNotExist();
  }

  @Test
  void aWriterWithAStaleRevisionGetsAConflict() throws Exception {
    strategy("random");
    strategy("failover");
    assertThatThrownBy(
            () -> file.expecting(1).edit("t", "x", (document, _) -> document.removeAll()))
        .isInstanceOf(RevisionConflict.class)
        .hasMessage(
            "the configuration is at revision 2, not 1; look at what changed (sluice config diff 1)"
                + " and try again");
    assertThat(
            file.expecting(2)
                .edit("t", "x", (document, _) -> document.put("strategy", "random"))
                .revision()
                .number())
        .isEqualTo(3);
  }

  @Test
  void anEditByHandMeanwhileIsAConflictToo() throws Exception {
    strategy("random");
    Files.writeString(path, "{\"strategy\": \"failover\"}");
    assertThatThrownBy(
            () -> file.expecting(1).edit("t", "x", (document, _) -> document.removeAll()))
        .isInstanceOf(RevisionConflict.class);
  }

  @Test
  void onlyTheNewestRevisionsAreKept() throws Exception {
    int made = RevisionLog.KEPT + 25;
    var log = new RevisionLog(logFile);
    for (int n = 1; n <= made; n++) {
      log.append(new Revision(n, Instant.EPOCH, "t", "s", "h" + n), Document.empty().put("n", n));
    }
    assertThat(log.last().number()).isEqualTo(made);
    assertThat(log.all()).hasSize(RevisionLog.KEPT);
    assertThat(log.all().getFirst().number()).isEqualTo(made - RevisionLog.KEPT + 1);
    assertThat(log.document(made - RevisionLog.KEPT)).isEmpty();
    assertThat(log.document(made)).contains(Document.empty().put("n", made));
    assertThat(Files.readAllLines(logFile)).hasSizeLessThan(made);
  }

  @Test
  void halfACharacterAtTheEndOfTheLogIsPassedOver() throws Exception {
    strategy("random");
    Files.write(
        logFile, new byte[] {'{', '"', (byte) 0xe4, (byte) 0xbd}, StandardOpenOption.APPEND);
    assertThat(file.history()).hasSize(1);
    assertThat(strategy("failover").revision().number()).isEqualTo(2);
    assertThat(file.history()).hasSize(2);
  }
}
