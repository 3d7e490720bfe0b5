package dev.sluice.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the variables one by one; the first that cannot be used ends it. */
final class SettingsReader {

  private static final int MAX_MS = 86_400_000;
  private static final int MAX_DRAIN_MS = 5_000;

  private static final List<String> NOT_BUILT =
      List.of(
          "REDIS_URL",
          "GITHUB_CLIENT_ID",
          "GITHUB_CLIENT_SECRET",
          "GITHUB_CALLBACK_URL",
          "ADMIN_PASSWORD",
          "ALLOWED_ORIGINS");

  private final Variables variables;

  SettingsReader(Variables variables) {
    this.variables = variables;
  }

  static InvalidSetting notBuilt(String variable) {
    return new InvalidSetting(variable, "not built yet (expected: unset)");
  }

  Settings read() throws InvalidSetting {
    refuseWhatIsNotBuilt();
    Places places = Places.of(variables);
    String host = host();
    return new Settings(
        variables.number("PORT", 3000, 0, 65_535),
        host,
        AccessKeyRules.read(variables, host),
        places.dataDir(),
        places.configPath(),
        variables.flag("ENABLE_WEB_UI", true),
        variables.choice("LOG_LEVEL", LogLevel.INFO, List.of(LogLevel.values())),
        variables.choice("LOG_FORMAT", LogFormat.TEXT, List.of(LogFormat.values())),
        variables.flag("ENABLE_CIRCUIT_BREAKER_ON_NETWORK_ERRORS", true),
        variables.flag("ENABLE_RATE_LIMIT", true),
        Duration.ofMillis(variables.number("API_TEST_TIMEOUT_MS", 15_000, 1, MAX_MS)),
        Duration.ofSeconds(variables.number("SESSION_TTL", 300, 1, 86_400)),
        tls(),
        variables.flag("ALLOW_PRIVATE_UPSTREAMS", true),
        proxy(),
        noProxy(),
        drainDelay(host),
        Duration.ofMillis(variables.number("SLUICE_GRACE_MS", 600_000, 0, MAX_MS)),
        new BodyLogs(
            variables.flag("ENABLE_REQUEST_LOGS", false),
            variables.flag("ENABLE_RESPONSE_LOGS", false)),
        BooksSettings.read(variables),
        FrontSettings.read(variables));
  }

  private void refuseWhatIsNotBuilt() throws InvalidSetting {
    for (String name : NOT_BUILT) {
      if (variables.text(name).isPresent()) {
        throw notBuilt(name);
      }
    }
    if (variables.flag("ENABLE_CORS", false)) {
      throw new InvalidSetting("ENABLE_CORS", "true is not built yet (expected: false)");
    }
    if (!variables.flag("AUTO_MIGRATE", true)) {
      throw new InvalidSetting("AUTO_MIGRATE", "false is not built yet (expected: true)");
    }
  }

  private String host() throws InvalidSetting {
    String host = variables.text("HOST").orElse("127.0.0.1");
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    if (!bare.matches("[A-Za-z0-9._:%-]+")) {
      throw InvalidSetting.value("HOST", host, "an address or a host name");
    }
    return bare;
  }

  private Duration drainDelay(String host) throws InvalidSetting {
    int fallback = Loopback.holds(host) ? 0 : MAX_DRAIN_MS;
    return Duration.ofMillis(variables.number("SLUICE_DRAIN_DELAY_MS", fallback, 0, MAX_DRAIN_MS));
  }

  private Optional<TlsFiles> tls() throws InvalidSetting {
    Optional<Path> certificate = pem("TLS_CERT");
    Optional<Path> key = pem("TLS_KEY");
    if (certificate.isPresent() && key.isEmpty()) {
      throw new InvalidSetting("TLS_KEY", "not set, but TLS_CERT is (expected: both or neither)");
    }
    if (key.isPresent() && certificate.isEmpty()) {
      throw new InvalidSetting("TLS_CERT", "not set, but TLS_KEY is (expected: both or neither)");
    }
    return certificate.flatMap(cert -> key.map(secret -> new TlsFiles(cert, secret)));
  }

  private Optional<Path> pem(String name) throws InvalidSetting {
    Optional<Path> path = variables.path(name);
    if (path.isPresent() && !(Files.isRegularFile(path.get()) && Files.isReadable(path.get()))) {
      throw InvalidSetting.value(name, path.get().toString(), "a PEM file that can be read");
    }
    return path;
  }

  private Optional<ProxyConfig> proxy() throws InvalidSetting {
    Optional<String> text = variables.text("HTTPS_PROXY");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String url = text.get().contains("://") ? text.get() : "http://" + text.get();
    try {
      return Optional.of(new ProxyConfig(ProxyUrl.parse(url), false));
    } catch (IllegalArgumentException e) {
      // The value is left out: it may carry a password.
      throw new InvalidSetting("HTTPS_PROXY", String.valueOf(e.getMessage()));
    }
  }

  private List<String> noProxy() {
    return Arrays.stream(variables.text("NO_PROXY").orElse("").split(","))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .filter(host -> !host.isEmpty())
        .toList();
  }
}
