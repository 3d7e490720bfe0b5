package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.net.Unreachable.Kind;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProxiesTest {

  private final Loop loop = new Loop();
  private final Outbound outbound = loop.outbound();
  private final List<String> paths = new ArrayList<>();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void anHttpProxyIsAskedToConnect() {
    var proxy = LittleProxy.http(loop);
    int port = tlsUpstream();
    assertThat(
            loop.get(
                outbound,
                Loop.by(Loop.tlsTo("one.test", port), "http://127.0.0.1:" + proxy.port(), false)))
        .isEqualTo("here");
    assertThat(proxy.asked().getFirst()).startsWith("CONNECT one.test:" + port + " ");
  }

  @Test
  void anHttpProxyGetsTheWholeUrlOfAClearTarget() {
    var proxy = LittleProxy.http(loop);
    int port = upstream();
    loop.get(
        outbound, Loop.by(Loop.to("one.test", port), "http://127.0.0.1:" + proxy.port(), false));
    assertThat(proxy.asked().getFirst()).startsWith("GET http://one.test:" + port + "/path?query ");
  }

  @Test
  void aLoginIsDecoded() {
    var proxy = LittleProxy.http(loop);
    var to =
        Loop.by(
            Loop.tlsTo("one.test", tlsUpstream()),
            "http://us%40er:p%3Aa+ss@127.0.0.1:" + proxy.port(),
            false);
    loop.get(outbound, to);
    assertThat(proxy.asked().getFirst())
        .containsIgnoringCase("proxy-authorization: Basic dXNAZXI6cDphK3Nz");
  }

  @Test
  void aSocksProxyResolvesTheName() {
    var proxy = LittleProxy.socks5(loop);
    int port = tlsUpstream();
    loop.get(
        outbound,
        Loop.by(Loop.tlsTo("one.test", port), "socks5://127.0.0.1:" + proxy.port(), false));
    assertThat(proxy.asked()).containsExactly("type 3 one.test:" + port);
  }

  @Test
  void aSocksProxyGetsTheLogin() {
    var proxy = LittleProxy.socks5(loop);
    int port = upstream();
    loop.get(
        outbound,
        Loop.by(Loop.to("one.test", port), "socks5://user:pass@127.0.0.1:" + proxy.port(), false));
    assertThat(proxy.asked()).containsExactly("user:pass", "type 3 one.test:" + port);
  }

  @Test
  void anHttpsProxyIsSpokenToOverTls() {
    var proxy = LittleProxy.https(loop);
    int port = tlsUpstream();
    assertThat(
            loop.get(
                outbound,
                Loop.by(Loop.tlsTo("one.test", port), "https://proxy.test:" + proxy.port(), false)))
        .isEqualTo("here");
    assertThat(proxy.asked().getFirst()).startsWith("CONNECT one.test:" + port + " ");
  }

  @Test
  void anHttpsProxyGetsTheWholeUrlOfAClearTarget() {
    var proxy = LittleProxy.https(loop);
    int port = upstream();
    loop.get(
        outbound, Loop.by(Loop.to("one.test", port), "https://proxy.test:" + proxy.port(), false));
    assertThat(proxy.asked().getFirst()).startsWith("GET http://one.test:" + port + "/path?query ");
  }

  @Test
  void theCertificateOfAnHttpsProxyIsVerified() {
    var proxy = LittleProxy.https(loop);
    var to =
        Loop.by(Loop.tlsTo("one.test", tlsUpstream()), "https://three.test:" + proxy.port(), false);
    var failure = loop.failure(outbound, to);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    assertThat(failure).hasMessageContaining("three.test");
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void aLargeAnswerPassesTheRelayWhole() {
    var proxy = LittleProxy.https(loop);
    String large = "0123456789".repeat(400_000);
    int port = loop.https(request -> request.response().end(large)).actualPort();
    assertThat(
            loop.get(
                outbound,
                Loop.by(Loop.tlsTo("one.test", port), "https://proxy.test:" + proxy.port(), false)))
        .isEqualTo(large);
  }

  @Test
  void aDeadProxyIsNamedWithoutItsLogin() throws IOException {
    int dead = OutboundTest.closedPort();
    var to =
        Loop.by(
            Loop.tlsTo("one.test", tlsUpstream()), "http://user:secret@127.0.0.1:" + dead, false);
    var failure = loop.failure(outbound, to);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    assertThat(failure.getMessage())
        .contains("by way of http://127.0.0.1:" + dead)
        .doesNotContain("secret");
    assertThat(paths).isEmpty();
  }

  @Test
  void aDeadProxyIsPassedOverWhereThatIsAllowed() throws IOException {
    for (String scheme : List.of("http", "socks5", "https")) {
      var to =
          Loop.by(
              Loop.tlsTo("one.test", tlsUpstream()),
              scheme + "://proxy.test:" + OutboundTest.closedPort(),
              true);
      assertThat(loop.get(outbound, to)).isEqualTo("here");
    }
  }

  @Test
  void aClearRequestGoesRoundADeadHttpsProxy() throws IOException {
    String proxy = "https://proxy.test:" + OutboundTest.closedPort();
    assertThat(loop.get(outbound, Loop.by(Loop.to("one.test", upstream()), proxy, true)))
        .isEqualTo("here");
  }

  @Test
  void aProxyThatHangsUpIsPassedOverWhereThatIsAllowed() {
    var proxy = LittleProxy.mute(loop);
    var to =
        Loop.by(Loop.tlsTo("one.test", tlsUpstream()), "http://127.0.0.1:" + proxy.port(), true);
    assertThat(loop.get(outbound, to)).isEqualTo("here");
  }

  @Test
  void aProxyThatSaysNoIsNotPassedOver() {
    var proxy = LittleProxy.refusing(loop);
    var to =
        Loop.by(Loop.tlsTo("one.test", tlsUpstream()), "http://127.0.0.1:" + proxy.port(), true);
    var failure = loop.failure(outbound, to);
    assertThat(failure.kind()).isEqualTo(Kind.PROXY);
    assertThat(failure).hasMessageContaining("407");
  }

  @Test
  void theUpstreamsCertificateIsVerifiedBehindAProxy() {
    var proxy = LittleProxy.http(loop);
    var to =
        Loop.by(Loop.tlsTo("three.test", tlsUpstream()), "http://127.0.0.1:" + proxy.port(), true);
    assertThat(loop.failure(outbound, to).kind()).isEqualTo(Kind.TLS);
  }

  @Test
  void theHopToTheProxyIsGuarded() {
    for (String scheme : List.of("http", "socks5", "https")) {
      var to = Loop.by(Loop.tlsTo("one.test", 443), scheme + "://169.254.169.254:80", true);
      assertThat(loop.failure(outbound, to).kind()).isEqualTo(Kind.FORBIDDEN_ADDRESS);
    }
  }

  @Test
  void aForbiddenLiteralIsNotSentThroughAProxy() {
    var proxy = LittleProxy.http(loop);
    var to = Loop.by(Loop.to("0xa9fea9fe", 80), "http://127.0.0.1:" + proxy.port(), false);
    assertThat(loop.failure(outbound, to).kind()).isEqualTo(Kind.FORBIDDEN_ADDRESS);
    assertThat(proxy.asked()).isEmpty();
  }

  @Test
  void http2PassesATunnel() {
    var proxy = LittleProxy.http(loop);
    var to =
        Loop.multiplexed(
            Loop.by(
                Loop.tlsTo("one.test", tlsUpstream()), "http://127.0.0.1:" + proxy.port(), false));
    loop.get(outbound, to);
    loop.get(outbound, to);
    assertThat(proxy.asked()).hasSize(1);
  }

  private int upstream() {
    HttpServer server = loop.http(request -> request.response().end("here"));
    return server.actualPort();
  }

  private int tlsUpstream() {
    return loop.https(
            request -> {
              paths.add(request.path());
              request.response().end("here");
            })
        .actualPort();
  }
}
