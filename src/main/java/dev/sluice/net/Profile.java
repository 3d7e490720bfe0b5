package dev.sluice.net;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.concurrent.TimeUnit;

/** A way to speak to upstreams; one client each, whatever the targets. */
enum Profile {
  HTTP_1,
  HTTP_2;

  /*
   * Vert.x multiplies the two sizes into an int and allots this many slots to each origin. They
   * are equal, because a connection that ALPN turns into HTTP/1.1 counts as one of the other kind
   * only after it is made: behind a smaller HTTP/2 size streams would wait for streams to end.
   */
  private static final int CONNECTIONS = 1 << 14;

  /** Below the idle times of the usual NAT and load balancers, which forget without a word. */
  private static final int KEEP_ALIVE_SECONDS = 180;

  private static final int SWEEP_MILLIS = 5_000;
  private static final int MAX_HEADER_BYTES = 64 * 1024;

  /** The bound that remains for an attempt after its request has given up. */
  private static final int ABANDONED_AFTER_SECONDS = 60;

  static final int STREAMS_PER_CONNECTION = 100;
  private static final int STREAM_WINDOW = 64 * 1024;

  static Profile of(Destination to) {
    return to.http2() ? HTTP_2 : HTTP_1;
  }

  HttpClient open(Vertx vertx, OutboundSettings settings) {
    return vertx
        .httpClientBuilder()
        .with(settings.trustedPem().map(this::trusting).orElseGet(this::options))
        .with(
            new PoolOptions()
                .setHttp1MaxSize(CONNECTIONS)
                .setHttp2MaxSize(CONNECTIONS)
                .setCleanerPeriod(SWEEP_MILLIS))
        .build();
  }

  private HttpClientOptions trusting(String pem) {
    return options().setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(pem)));
  }

  private HttpClientOptions options() {
    var options =
        new HttpClientOptions()
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
            .setDecompressionSupported(false)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setVerifyHost(true)
            .setConnectTimeout(ABANDONED_AFTER_SECONDS * 1_000)
            .setSslHandshakeTimeout(ABANDONED_AFTER_SECONDS)
            .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
    return this == HTTP_1 ? options : multiplexed(options);
  }

  /** One stream that nobody reads fills its own window and leaves the others theirs. */
  private static HttpClientOptions multiplexed(HttpClientOptions options) {
    return options
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setUseAlpn(true)
        .setHttp2ClearTextUpgrade(false)
        .setHttp2MultiplexingLimit(STREAMS_PER_CONNECTION)
        .setInitialSettings(
            new Http2Settings()
                .setInitialWindowSize(STREAM_WINDOW)
                .setMaxHeaderListSize(MAX_HEADER_BYTES)
                .setPushEnabled(false))
        .setHttp2ConnectionWindowSize(STREAMS_PER_CONNECTION * STREAM_WINDOW);
  }
}
