package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigFileTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  @TempDir Path folder = Path.of("");
  private Path path = folder;
  private ConfigFile file = open(folder);

  private static ConfigFile open(Path path) {
    return ConfigFile.at(path, Map.of(), InstantSource.fixed(NOW));
  }

  @BeforeEach
  void place() {
    path = folder.resolve("sub/config.json");
    file = open(path);
  }

  private void write(String text) throws IOException {
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(path, text);
  }

  private Loaded strategy(String strategy) throws IOException, InvalidConfiguration {
    return file.edit(
        "tester", "strategy " + strategy, (document, _) -> document.put("strategy", strategy));
  }

  private List<String> entries() throws IOException {
    try (var files = Files.list(folder.resolve("sub"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aMissingFileIsTheEmptyConfigurationOfRevisionZero() throws Exception {
    Loaded loaded = file.load();
    assertThat(loaded.configuration()).isEqualTo(Configuration.EMPTY);
    assertThat(loaded.revision()).isEqualTo(Revision.NONE);
    assertThat(folder.resolve("sub")).doesNotExist();
  }

  @Test
  void anEditWritesAPrivateFileAndARevision() throws Exception {
    Loaded edited = strategy("random");

    assertThat(edited.configuration().strategy()).isEqualTo(Strategy.RANDOM);
    assertThat(edited.revision().number()).isEqualTo(1);
    assertThat(Files.readString(path)).isEqualTo("{\n  \"strategy\": \"random\"\n}\n");
    assertThat(file.history()).containsExactly(edited.revision());
    assertThat(Files.readString(path.resolveSibling("config.revisions.jsonl")))
        .startsWith(
            "{\"n\":1,\"time\":\"2026-01-02T03:04:05.678Z\",\"author\":\"tester\","
                + "\"summary\":\"strategy random\",\"hash\":\"")
        .endsWith("\",\"document\":{\"strategy\":\"random\"}}\n");
    assertThat(entries())
        .containsExactly("config.json", "config.json.lock", "config.revisions.jsonl");
    for (String name : entries()) {
      assertThat(Files.getPosixFilePermissions(path.resolveSibling(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void anEditThatChangesNothingMakesNoRevision() throws Exception {
    strategy("random");
    String before = Files.readString(path);
    assertThat(strategy("random").revision().number()).isEqualTo(1);
    assertThat(Files.readString(path)).isEqualTo(before);
  }

  @Test
  void formattingMakesNoRevision() throws Exception {
    write("{\"strategy\": \"random\", \"retry\": {\"maxAttempts\": 3, \"maxChannels\": 2}}");
    Revision first = file.load().revision();
    write("{ \"retry\":{\"maxChannels\":2,\"maxAttempts\":3},\n\"strategy\":\"random\"}");
    assertThat(file.load().revision()).isEqualTo(first);
    assertThat(first.number()).isEqualTo(1);
    assertThat(first.author()).isEqualTo("file");
  }

  @Test
  void anEditByHandIsARevisionOfItsOwn() throws Exception {
    strategy("random");
    write("{\"strategy\": \"failover\"}");
    strategy("round-robin");
    assertThat(file.history())
        .extracting(Revision::number, Revision::author, Revision::summary)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, "tester", "strategy random"),
            org.assertj.core.groups.Tuple.tuple(2L, "file", "edited by hand"),
            org.assertj.core.groups.Tuple.tuple(3L, "tester", "strategy round-robin"));
  }

  @Test
  void readingLeavesNoTrace() throws Exception {
    write("{\"strategy\": \"random\"}");
    assertThat(file.read().revision().number()).isEqualTo(1);
    assertThat(entries()).containsExactly("config.json");
  }

  @Test
  void theLogHoldsNoSecret() throws Exception {
    write(
        "{\"channels\": [{\"type\": \"gemini\", \"baseUrl\": \"http://h\","
            + " \"keys\": [{\"secret\": \"sk-hidden\"}]}]}");
    file.load();
    assertThat(path.resolveSibling("config.revisions.jsonl")).content().doesNotContain("hidden");
  }

  @Test
  void aRefusedResultChangesNothing() throws Exception {
    strategy("random");
    String before = Files.readString(path);
    assertThatThrownBy(() -> strategy("fastest")).isInstanceOf(InvalidConfiguration.class);
    assertThat(Files.readString(path)).isEqualTo(before);
    assertThat(file.history()).hasSize(1);
  }

  @Test
  void aFailingChangeChangesNothing() throws Exception {
    strategy("random");
    assertThatThrownBy(() ->
            file.<Exception>edit(
                "tester",
                "x",
                (document, _) -> {
                  document.put("strategy", "failover");
                  throw new Exception("no");
                }))
        .hasMessage("no");
    assertThat(file.read().configuration().strategy()).isEqualTo(Strategy.RANDOM);
  }

  @Test
  void modeAndLinkOfAnExistingFileStay() throws Exception {
    Path real = folder.resolve("real.json");
    Files.writeString(real, "{}");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
    Files.createDirectories(folder.resolve("sub"));
    Files.createSymbolicLink(path, real);

    strategy("random");

    assertThat(path).isSymbolicLink();
    assertThat(Files.readString(real)).contains("random");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aTornLineOfTheLogIsPassedOver() throws Exception {
    strategy("random");
    Path log = path.resolveSibling("config.revisions.jsonl");
    Files.writeString(log, "{\"n\":2,\"ti", StandardOpenOption.APPEND);
    assertThat(strategy("failover").revision().number()).isEqualTo(2);
    assertThat(file.history()).extracting(Revision::number).containsExactly(1L, 2L);
  }

  @Test
  void noneOfManyWritersLosesItsUpdate() throws Exception {
    int writers = 4;
    int edits = 25;
    try (var threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Void>> tasks =
          java.util.stream.IntStream.range(0, writers)
              .<Callable<Void>>mapToObj(writer ->
                  () -> {
                    for (int i = 0; i < edits; i++) {
                      String name = "m" + writer + "-" + i;
                      open(path).edit("w", name, (document, _) -> map(document, name));
                    }
                    return null;
                  })
              .toList();
      for (var done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
    assertThat(file.read().configuration().mappings()).hasSize(writers * edits);
    assertThat(file.history()).hasSize(writers * edits);
  }

  private static void map(ObjectNode document, String name) {
    document.withArray("/mappings").addObject().put("from", name).put("to", "x");
  }

  @Test
  void aLockThatIsHeldIsWaitedForAndThenNamed() throws Exception {
    Path lock = folder.resolve("lock");
    try (var held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      held.lock();
      assertThatThrownBy(() -> WriterLock.take(lock, java.time.Duration.ofMillis(20)))
          .isInstanceOf(ConfigBusy.class)
          .hasMessage("another process is changing the configuration (lock " + lock + ")");
    }
  }

  @Test
  void refusalsOfTheFileSystemNameTheWayOut() {
    assertThat(FileReplacement.unwritable(path, failure("Read-only file system")))
        .hasMessage(
            path + " cannot be written: it is read-only here; change it where it comes from");
    assertThat(FileReplacement.unwritable(path, failure("Device or resource busy")))
        .hasMessage(
            path
                + " cannot be written: a single mounted file cannot be replaced; mount its folder");
    assertThat(FileReplacement.unwritable(path, new java.nio.file.AccessDeniedException("x")))
        .hasMessage(path + " cannot be written: run as the owner of it and its folder");
    assertThat(FileReplacement.unwritable(path, failure("No space left on device")))
        .hasMessage(path + " cannot be written: No space left on device");
  }

  private static java.nio.file.FileSystemException failure(String reason) {
    return new java.nio.file.FileSystemException("x", null, reason);
  }
}
