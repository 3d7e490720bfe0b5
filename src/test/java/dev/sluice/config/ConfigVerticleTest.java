package dev.sluice.config;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.bus.Topic;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigVerticleTest {

  @TempDir Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();
  private final BlockingQueue<Configuration> applied = new LinkedBlockingQueue<>();
  private final BlockingQueue<ConfigChanged> announced = new LinkedBlockingQueue<>();
  private final AtomicReference<ConfigStatus> status = new AtomicReference<>(ConfigStatus.UNLOADED);
  private Path path = folder;

  @BeforeEach
  void open() {
    Topic.open(vertx);
    ConfigVerticle.CHANGED.subscribe(vertx, announced::add);
    path = folder.resolve("config.json");
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(5, SECONDS);
  }

  private String deploy() throws Exception {
    var file = ConfigFile.at(path, Map.of(), InstantSource.system());
    var verticle = new ConfigVerticle(file, (good, _) -> applied.add(good), status);
    return vertx.deployVerticle(verticle).await(5, SECONDS);
  }

  @Test
  void aGoodChangeHoldsBeforeItIsAnnounced() throws Exception {
    deploy();
    assertThat(applied.poll(5, SECONDS)).isEqualTo(Configuration.EMPTY);
    assertThat(announced.poll(5, SECONDS)).isEqualTo(new ConfigChanged(Revision.NONE));

    Files.writeString(path, "{\"strategy\": \"random\"}");

    ConfigChanged changed = announced.poll(5, SECONDS);
    assertThat(changed).isNotNull();
    assertThat(changed.revision().number()).isEqualTo(1);
    assertThat(applied.poll()).extracting(Configuration::strategy).isEqualTo(Strategy.RANDOM);
    assertThat(status.get()).isEqualTo(new ConfigStatus(changed.revision(), java.util.List.of()));
  }

  @Test
  void aBadChangeKeepsWhatHeldAndSaysSo() throws Exception {
    Files.writeString(path, "{\"strategy\": \"random\"}");
    deploy();
    applied.clear();
    Files.writeString(path, "{\"strategy\": \"fastest\"}");
    while (status.get().problems().isEmpty()) {
      Thread.sleep(20);
    }
    assertThat(applied).isEmpty();
    assertThat(status.get().revision().number()).isEqualTo(1);
    assertThat(status.get().problems()).extracting(Problem::pointer).containsExactly("/strategy");
  }

  @Test
  void aBadDocumentAtTheStartFailsIt() throws Exception {
    Files.writeString(path, "{\"strategy\": \"fastest\"}");
    assertThatThrownBy(this::deploy).isInstanceOf(InvalidConfiguration.class);
  }

  @Test
  void oneThatIsDeployedAnewKeepsWhatHeld() throws Exception {
    String first = deploy();
    vertx.undeploy(first).await(5, SECONDS);
    Files.writeString(path, "{\"strategy\": \"fastest\"}");
    deploy();
    assertThat(status.get().problems()).hasSize(1);
    Files.writeString(path, "{\"strategy\": \"random\"}");
    applied.clear();
    Configuration good = applied.poll(5, SECONDS);
    assertThat(good).isNotNull().extracting(Configuration::strategy).isEqualTo(Strategy.RANDOM);
  }
}
