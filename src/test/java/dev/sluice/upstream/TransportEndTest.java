package dev.sluice.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.channel.Verdict;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.GoAway;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TransportEndTest {

  static Stream<Throwable> beforeSending() {
    return Stream.of(
        new ConnectException("refused: secret.test/127.0.0.1:1"),
        new UnknownHostException("secret.test"),
        new TimeoutException("secret.test"),
        new ConnectionPoolTooBusyException("secret.test"),
        new HttpClosedException("Connection was closed"),
        new IOException(new ConnectException("secret.test")));
  }

  static Stream<Throwable> afterSending() {
    return Stream.of(
        new StreamResetException(8),
        new HttpClosedException("Connection was closed"),
        new IOException("Connection reset by peer at secret.test"),
        new TimeoutException("secret.test"),
        new VertxException("secret.test"));
  }

  @ParameterizedTest
  @MethodSource("beforeSending")
  void whatWasNeverSentIsAlwaysSafeToRepeat(Throwable cause) {
    assertThat(Classifier.transport(cause, false))
        .isInstanceOfSatisfying(
            Verdict.NotSent.class,
            verdict -> assertThat(verdict.reason()).isNotBlank().doesNotContain("secret.test"));
  }

  @ParameterizedTest
  @MethodSource("afterSending")
  void whatWasSentMayHaveBeenWorkedOn(Throwable cause) {
    assertThat(Classifier.transport(cause, true))
        .isInstanceOfSatisfying(
            Verdict.ChannelFailed.class,
            verdict -> assertThat(verdict.reason()).isNotBlank().doesNotContain("secret.test"));
  }

  @Test
  void onlyAConnectionThatTheOtherSideEndedIsClosed() {
    assertThat(TransportEnd.closed(new HttpClosedException("Connection was closed"))).isTrue();
    assertThat(TransportEnd.closed(new IOException("Connection reset by peer"))).isTrue();
    assertThat(TransportEnd.closed(new IOException("Connection timed out"))).isFalse();
    assertThat(TransportEnd.closed(new TimeoutException("late"))).isFalse();
    assertThat(TransportEnd.closed(new StreamResetException(8))).isFalse();
    assertThat(TransportEnd.closed(new VertxException("odd"))).isFalse();
  }

  @Test
  void aFailedHandshakeIsTheChannelsFault() {
    var handshake = new IOException(new SSLHandshakeException("no trust"));
    assertThat(Classifier.transport(handshake, false)).isInstanceOf(Verdict.ChannelFailed.class);
    assertThat(Classifier.transport(handshake, true)).isInstanceOf(Verdict.ChannelFailed.class);
  }

  @Test
  void aRefusedStreamWasNotWorkedOn() {
    assertThat(Classifier.transport(new StreamResetException(7), true))
        .isInstanceOf(Verdict.NotSent.class);
  }

  @Test
  void aGoAwayClearsOnlyTheStreamsAboveItsLast() {
    var goAway = new HttpClosedException(new GoAway().setErrorCode(0).setLastStreamId(5));
    assertThat(Classifier.transport(goAway, true, 7)).isInstanceOf(Verdict.NotSent.class);
    assertThat(Classifier.transport(goAway, true, 5)).isInstanceOf(Verdict.ChannelFailed.class);
    assertThat(Classifier.transport(goAway, true)).isInstanceOf(Verdict.NotSent.class);
  }

  @Test
  void aLoopOfCausesEnds() {
    var one = new IOException("one");
    var two = new IOException("two", one);
    one.initCause(two);
    assertThat(Classifier.transport(one, true)).isInstanceOf(Verdict.ChannelFailed.class);
  }
}
