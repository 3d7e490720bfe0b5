package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.config.FileReplacement.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers that meet, and writers that die. */
final class ConfigWritersTest {

  private static final int EDITS = 20;

  @TempDir Path folder = Path.of("");

  private ConfigFile file() {
    return ConfigFile.at(folder.resolve("config.json"), Map.of(), InstantSource.system());
  }

  @Test
  void twoProcessesLoseNoUpdate() throws Exception {
    Path path = folder.resolve("config.json");
    Process one = WriterProcess.start(path, "a", EDITS);
    Process two = WriterProcess.start(path, "b", EDITS);
    assertThat(one.waitFor(60, TimeUnit.SECONDS) && two.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Loaded loaded = file().load();
    assertThat(loaded.configuration().mappings()).hasSize(2 * EDITS);
    assertThat(loaded.revision().number()).isEqualTo(2 * EDITS);
    assertThat(file().history()).extracting(Revision::author).containsOnly("a", "b");
  }

  @Test
  void aKilledWriterLeavesAWholeDocumentAndNoLock() throws Exception {
    Process writer = WriterProcess.start(folder.resolve("config.json"), "k", 1_000_000);
    try (var told = writer.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < EDITS; i++) {
        assertThat(told.readLine()).isEqualTo(Integer.toString(i));
      }
    }
    writer.destroyForcibly().waitFor();
    Loaded after = file().edit("t", "s", (document, _) -> document.put("strategy", "random"));
    assertThat(after.configuration().mappings()).hasSizeGreaterThanOrEqualTo(EDITS);
    for (int i = 0; i < after.configuration().mappings().size(); i++) {
      assertThat(after.configuration().mappings().get(i).from().pattern()).isEqualTo("k" + i);
    }
  }

  /** What no code of the program catches, as nothing catches a loss of power. */
  private static final class PowerLoss extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void aCrashAtAnyStepLeavesTheOldDocumentOrTheNew(Step last) throws Exception {
    file().edit("t", "old", (document, _) -> document.put("strategy", "random"));
    Path path = folder.resolve("config.json");
    String old = Files.readString(path);
    byte[] next = "{\"strategy\": \"failover\"}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() ->
            FileReplacement.write(
                path,
                next,
                step -> {
                  if (step == last) {
                    throw new PowerLoss();
                  }
                }))
        .isInstanceOf(PowerLoss.class);
    boolean renamed = last == Step.RENAMED;
    assertThat(path).hasContent(renamed ? new String(next, StandardCharsets.UTF_8) : old);
    Loaded after = file().edit("t", "on", (document, _) -> document.put("strategy", "round-robin"));
    assertThat(after.revision().number()).isEqualTo(renamed ? 3 : 2);
  }
}
