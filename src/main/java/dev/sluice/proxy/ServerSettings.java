package dev.sluice.proxy;

import dev.sluice.config.Settings;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;

/** How the one server listens; every limit has its name here. */
final class ServerSettings {

  /** Longest header block: beta lists and tokens are long. */
  static final int MAX_HEADERS = 32 * 1024;

  /** Longest request line. */
  static final int MAX_LINE = 8 * 1024;

  /** Streams that one HTTP/2 connection may carry at once. */
  static final int MAX_STREAMS = 256;

  private static final int STREAM_WINDOW = 256 * 1024;

  private ServerSettings() {}

  static HttpServerOptions of(Settings settings) {
    var options =
        new HttpServerOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setMaxHeaderSize(MAX_HEADERS)
            .setMaxInitialLineLength(MAX_LINE)
            .setHandle100ContinueAutomatically(false)
            .setCompressionSupported(false)
            // Nobody is served a web socket; the handlers for them would see every message.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true)
            .setHttp2ClearTextEnabled(true)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(MAX_STREAMS)
                    .setInitialWindowSize(STREAM_WINDOW)
                    .setMaxHeaderListSize(MAX_HEADERS))
            // With the default, one caller's paused upload would freeze its connection's others.
            .setHttp2ConnectionWindowSize(MAX_STREAMS * STREAM_WINDOW);
    HeadDeadline.set(options, HeadDeadline.DEFAULT);
    settings
        .tls()
        .ifPresent(tls ->
            options
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(
                    new PemKeyCertOptions()
                        .setCertPath(tls.certificate().toString())
                        .setKeyPath(tls.key().toString())));
    return options;
  }
}
