package dev.sluice.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.Topic;
import dev.sluice.testing.Documents;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyRingVerticleTest {

  private static final String DOCUMENT =
      """
      {'channels':[{'id':'c','type':'anthropic','baseUrl':'http://127.0.0.1:1',
       'keys':[{'secret':'k1'},{'secret':'k2'}]}]}\
      """;

  private final Vertx vertx = Vertx.vertx();
  private @TempDir Path folder = Path.of("");

  private KeyRingVerticleTest() {
    Topic.open(vertx);
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static Channel fresh() {
    return Channel.of(Documents.read(DOCUMENT).channels().getFirst(), Optional.empty());
  }

  private String deployed(Channel channel) {
    var file = new KeyOrderFile(folder.resolve("key-order.json"));
    return vertx.deployVerticle(new KeyRingVerticle(file, () -> List.of(channel))).await();
  }

  private void demoteFirst(Channel channel) {
    String first = channel.keys().getFirst().id();
    channel.state().demote(List.of(first));
    ChannelTopics.KEY_CHANGED.publish(vertx, new ChannelTopics.KeyChanged("c", first));
  }

  @Test
  void theOrderOfKeysSurvivesARestartAndTheirRestsDoNot() {
    Channel before = fresh();
    String id = deployed(before);
    demoteFirst(before);
    before
        .state()
        .learn(
            new Attempted(1, before.keys().getLast().id(), 0, "m", 0),
            new Verdict.KeyRejected(true),
            0,
            Documents.read(DOCUMENT).breaker());
    vertx.undeploy(id).await();
    Channel after = fresh();
    deployed(after);
    assertThat(after.state().ring().order()).isEqualTo(before.state().ring().order());
    assertThat(after.state().ring().order().getFirst()).isEqualTo(after.keys().getLast().id());
    assertThat(after.state().ring().keys()).allMatch(key -> key.usable(0));
  }

  @Test
  void anOwnerThatComesBackDoesNotUndoWhatTrafficHasTaught() throws Exception {
    Channel channel = fresh();
    var order = channel.state().ring().order();
    new KeyOrderFile(folder.resolve("key-order.json")).save(java.util.Map.of("c", order));
    demoteFirst(channel);
    deployed(channel);
    assertThat(channel.state().ring().order()).isEqualTo(order.reversed());
  }

  @Test
  void aFileThatIsNoOrderIsWrittenAnew() throws Exception {
    Files.writeString(folder.resolve("key-order.json"), "[no");
    Channel channel = fresh();
    String id = deployed(channel);
    demoteFirst(channel);
    vertx.undeploy(id).await();
    assertThat(folder.resolve("key-order.json")).content().startsWith("{\"c\":[");
  }

  @Test
  void noSecretStandsInTheFile() {
    Channel channel = fresh();
    String id = deployed(channel);
    demoteFirst(channel);
    vertx.undeploy(id).await();
    assertThat(folder.resolve("key-order.json")).content().doesNotContain("k1", "k2");
  }
}
