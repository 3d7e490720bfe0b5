package dev.sluice.config;

import dev.sluice.base.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The environment, checked.
 *
 * @param port 0: any free one
 * @param host without brackets
 * @param accessKeys empty: {@link AccessKeyFile} has the one to use
 * @param networkErrorsCount whether network errors count for breakers
 * @param rateLimit whether the limits of issued keys hold
 * @param tls empty: plain HTTP
 * @param httpsProxy for channels that name none
 * @param noProxy lower-case hosts and suffixes that are reached directly
 * @param drainDelay between the first 503 of {@code ready} and the end of accepting
 * @param grace how long running streams may last after that
 * @param bodyLogs whose bodies are kept
 */
public record Settings(
    int port,
    String host,
    List<Secret> accessKeys,
    Path dataDir,
    Path configPath,
    boolean webUi,
    LogLevel logLevel,
    LogFormat logFormat,
    boolean networkErrorsCount,
    boolean rateLimit,
    Duration apiTestTimeout,
    Duration sessionTtl,
    Optional<TlsFiles> tls,
    boolean allowPrivateUpstreams,
    Optional<ProxyConfig> httpsProxy,
    List<String> noProxy,
    Duration drainDelay,
    Duration grace,
    BodyLogs bodyLogs,
    BooksSettings books,
    FrontSettings front) {

  /**
   * Checks every variable; the first that cannot be used is told.
   *
   * @param environment with what a {@code .env} adds, see {@link DotEnv}
   * @param options what the command line says, under the variables' names; it wins
   */
  public static Settings read(Map<String, String> environment, Map<String, String> options)
      throws InvalidSetting {
    return new SettingsReader(new Variables(environment, options)).read();
  }

  /** Whether only this machine can reach the gateway. */
  public boolean loopback() {
    return Loopback.holds(host);
  }
}
