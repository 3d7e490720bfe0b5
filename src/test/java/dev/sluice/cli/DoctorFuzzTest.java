package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A doctor whose patient says anything at all. */
final class DoctorFuzzTest {

  private static final String OK = "HTTP/1.1 200 OK\r\ncontent-type: ";

  private static final List<String> ANSWERS =
      List.of(
          OK
              + """
              application/json\r\n\r\n{"items":[{"group":"g","check":"c","state":"ok","seen":"s",
              "fix":null}],"next":null}\
              """,
          OK
              + """
              text/event-stream\r\nserver: nginx\r\n\r\nevent: tick
              data: {"n":1,"of":1,"afterMs":0,"time":"2026-01-01T00:00:00Z"}

              """,
          OK + "text/event-stream\r\ncontent-encoding: gzip\r\n\r\nx",
          "HTTP/1.1 401 No\r\ncontent-type: application/problem+json\r\n\r\n{\"detail\":\"no\"}",
          "HTTP/1.1 302 Found\r\nlocation: http://elsewhere/\r\ncontent-length: 0\r\n\r\n");

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whateverIsAnsweredIsReportedInPlainLines(int seed) throws IOException {
    var out = new StringWriter();
    var err = new StringWriter();
    try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(server, new Random(seed)));
      String url = "http://127.0.0.1:" + server.getLocalPort();
      int code =
          Main.run(
              new String[] {"doctor", "--url", url, "--access-key", "k"},
              new PrintWriter(out),
              new PrintWriter(err),
              Map.of());
      assertThat(code)
          .as(out + err.toString())
          .isIn(ExitCode.DONE, ExitCode.UNAVAILABLE, ExitCode.REFUSED, ExitCode.INVALID);
    }
    assertThat(err).hasToString("");
    assertThat(out.toString().replace("\n", "")).doesNotContainPattern("\\p{Cntrl}");
    assertThat(out.toString()).containsPattern("\\d+ ok, \\d+ warning, \\d+ failed");
  }

  private static void serve(ServerSocket server, Random random) {
    while (!server.isClosed()) {
      try (Socket caller = server.accept()) {
        swallow(caller.getInputStream());
        caller.getOutputStream().write(spoilt(random));
      } catch (IOException _) {
        // Either the end of the test, or a caller that had read enough.
      }
    }
  }

  /* To the end of the head, and of a body that came along with it. */
  private static void swallow(InputStream in) throws IOException {
    int seen = 0;
    while (seen < 4) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      seen = next == '\r' || next == '\n' ? seen + 1 : 0;
    }
    in.skip(in.available());
  }

  private static byte[] spoilt(Random random) {
    byte[] answer =
        ANSWERS.get(random.nextInt(ANSWERS.size())).getBytes(StandardCharsets.ISO_8859_1);
    int spoils = random.nextInt(4);
    for (int i = 0; i < spoils; i++) {
      answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
    }
    int length = random.nextInt(5) == 0 ? random.nextInt(answer.length) : answer.length;
    return Arrays.copyOf(answer, length);
  }
}
