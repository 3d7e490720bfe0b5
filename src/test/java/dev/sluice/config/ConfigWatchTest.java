package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.ConfigWatch.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigWatchTest {

  private static final Seen NOTHING = new Seen.Nothing();

  @TempDir Path folder = Path.of("");
  private Path path = folder;
  private ConfigWatch watch = watch(folder);

  private static ConfigWatch watch(Path path) {
    return new ConfigWatch(ConfigFile.at(path, Map.of(), InstantSource.fixed(Instant.EPOCH)));
  }

  @BeforeEach
  void start() throws Exception {
    path = folder.resolve("config.json");
    Files.writeString(path, "{}");
    watch = watch(path);
    watch.first();
  }

  private static Strategy strategy(Seen seen) {
    assertThat(seen).isInstanceOf(Seen.Good.class);
    return ((Seen.Good) seen).loaded().configuration().strategy();
  }

  private void write(String text) throws IOException {
    Files.writeString(path, text);
  }

  @Test
  void anUnchangedFileIsNothingNew() {
    assertThat(watch.look()).isEqualTo(NOTHING);
  }

  @Test
  void writingIntoTheFileIsSeen() throws Exception {
    write("{\"strategy\": \"random\"}");
    assertThat(strategy(watch.look())).isEqualTo(Strategy.RANDOM);
    assertThat(watch.look()).isEqualTo(NOTHING);
  }

  @Test
  void replacingTheFileIsSeenEachTime() throws Exception {
    for (String strategy : List.of("random", "failover", "round-robin")) {
      Path other = Files.writeString(folder.resolve("new"), "{\"strategy\": \"" + strategy + "\"}");
      Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
      assertThat(strategy(watch.look()).id()).isEqualTo(strategy);
    }
  }

  @Test
  void aHalfWrittenFileIsWaitedFor() throws Exception {
    write("{\"strategy\": \"ran");
    assertThat(watch.look()).isEqualTo(NOTHING);
    assertThat(watch.look()).isEqualTo(NOTHING);
    write("{\"strategy\": \"random\"}");
    assertThat(strategy(watch.look())).isEqualTo(Strategy.RANDOM);
  }

  @Test
  void aBadFileIsToldOnce() throws Exception {
    write("{\"strategi\": 1}");
    assertThat(List.of(watch.look(), watch.look())).containsOnly(NOTHING);
    assertThat(watch.look())
        .isEqualTo(
            new Seen.Bad(
                List.of(new Problem("/strategi", "unknown member (nearest: strategy or stream)"))));
    assertThat(List.of(watch.look(), watch.look(), watch.look())).containsOnly(NOTHING);
    write("{\"strategy\": \"random\"}");
    assertThat(strategy(watch.look())).isEqualTo(Strategy.RANDOM);
  }

  @Test
  void aVanishedFileDropsNothing() throws Exception {
    Files.delete(path);
    assertThat(List.of(watch.look(), watch.look())).containsOnly(NOTHING);
    assertThat(watch.look())
        .isEqualTo(new Seen.Bad(List.of(new Problem("", "the file " + path + " is gone"))));
    write("{\"strategy\": \"random\"}");
    assertThat(strategy(watch.look())).isEqualTo(Strategy.RANDOM);
  }
}
