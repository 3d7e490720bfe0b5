package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.Settings;
import dev.sluice.testing.RawCaller;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that never send a head are ended; those that wait for an answer are not. */
final class HeadDeadlineTest {

  private static final int DEADLINE_MS = 300;

  @TempDir Path folder = Path.of("");
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  /** Answers late, and sends the second part of its answer later still. */
  private HttpServer server() throws Exception {
    var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    HeadDeadline.set(options, Duration.ofMillis(DEADLINE_MS));
    return vertx
        .createHttpServer(options)
        .connectionHandler(HeadDeadline::begun)
        .requestHandler(request ->
            vertx.setTimer(
                3 * DEADLINE_MS,
                _ -> {
                  request.response().setChunked(true).write("first");
                  vertx.setTimer(3 * DEADLINE_MS, _ -> request.response().end("last"));
                }))
        .listen()
        .await(10, TimeUnit.SECONDS);
  }

  @Test
  void aSilentConnectionIsEnded() throws Exception {
    try (var caller = RawCaller.connect(server().actualPort())) {
      assertThat(caller.awaitEnd()).isNotNull();
      assertThat(caller.bytes().length()).isZero();
    }
  }

  @Test
  void aHeadThatTricklesDoesNotPutItOff() throws Exception {
    try (var caller = RawCaller.connect(server().actualPort())) {
      caller.send("GET / HTTP/1.1\r\n");
      long drops = vertx.setPeriodic(DEADLINE_MS / 10, _ -> caller.send("x: y\r\n"));
      assertThat(caller.awaitEnd()).isNotNull();
      vertx.cancelTimer(drops);
      assertThat(caller.bytes().length()).isZero();
    }
  }

  @Test
  void whoeverHasAskedMayWaitForAsLongAsItTakesAndAskAgain() throws Exception {
    try (var caller = RawCaller.connect(server().actualPort())) {
      assertThat(caller.get("/").wholeAnswer().text()).isEqualTo("firstlast");
      assertThat(caller.get("/again").wholeAnswer().text()).isEqualTo("firstlast");
    }
  }

  @Test
  void theGatewaysServerHasIt() throws Exception {
    var settings = Settings.read(Map.of(), Map.of("DATA_DIR", folder.toString(), "PORT", "0"));
    var options = ServerSettings.of(settings);
    assertThat(options.getIdleTimeoutUnit()).isEqualTo(TimeUnit.MILLISECONDS);
    assertThat(options.getIdleTimeout()).isEqualTo(HeadDeadline.DEFAULT.toMillis());
  }
}
