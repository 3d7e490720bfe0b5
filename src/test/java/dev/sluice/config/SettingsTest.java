package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.base.AddressBlock;
import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {

  private static final String STRONG = "k2J9x0qLm4Tz7Wb1";
  private static final String HOW =
      " (expected: a secret of at least 16 characters; make one with: openssl rand -hex 32)";

  private static Settings read(String... pairs) throws InvalidSetting {
    return Settings.read(environment(pairs), Map.of());
  }

  private static Map<String, String> environment(String... pairs) {
    var environment = new HashMap<>(Map.of("HOME", "/home/op"));
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return environment;
  }

  @Test
  void anEmptyEnvironmentGivesTheDefaults() throws Exception {
    Settings settings = read();
    assertThat(settings)
        .isEqualTo(
            new Settings(
                3000,
                "127.0.0.1",
                List.of(),
                Path.of("/home/op/.sluice"),
                Path.of("/home/op/.sluice/config.json"),
                true,
                LogLevel.INFO,
                LogFormat.TEXT,
                true,
                true,
                Duration.ofSeconds(15),
                Duration.ofMinutes(5),
                java.util.Optional.empty(),
                true,
                java.util.Optional.empty(),
                List.of(),
                Duration.ZERO,
                Duration.ofMinutes(10),
                BodyLogs.NONE,
                BooksSettings.USUAL,
                FrontSettings.USUAL));
  }

  @Test
  void anEmptyVariableIsAnUnsetOne() throws Exception {
    assertThat(read("PORT", "", "DATABASE_URL", " ", "PROXY_ACCESS_KEY", "")).isEqualTo(read());
  }

  @Test
  void everyVariableIsRead(@TempDir Path folder) throws Exception {
    Path pem = Files.writeString(folder.resolve("x.pem"), "pem");
    Settings settings =
        read(
            "PORT",
            "8080",
            "HOST",
            "[::1]",
            "PROXY_ACCESS_KEY",
            " a , b,a",
            "DATA_DIR",
            "~/d",
            "CONFIG_PATH",
            "/etc/s.json",
            "ENABLE_WEB_UI",
            "false",
            "LOG_LEVEL",
            "Debug",
            "LOG_FORMAT",
            "json",
            "ENABLE_CIRCUIT_BREAKER_ON_NETWORK_ERRORS",
            "FALSE",
            "ENABLE_RATE_LIMIT",
            "false",
            "API_TEST_TIMEOUT_MS",
            "1",
            "SESSION_TTL",
            "2",
            "TLS_CERT",
            pem.toString(),
            "TLS_KEY",
            pem.toString(),
            "ALLOW_PRIVATE_UPSTREAMS",
            "false",
            "HTTPS_PROXY",
            "proxy:3128",
            "NO_PROXY",
            "LocalHost, .corp",
            "SLUICE_DRAIN_DELAY_MS",
            "7",
            "SLUICE_GRACE_MS",
            "8",
            "AUTO_MIGRATE",
            "true",
            "ENABLE_SECURE_COOKIES",
            "True",
            "APP_URL",
            "https://gate.example/sluice/",
            "TRUSTED_PROXIES",
            "10.0.0.0/8, ::1",
            "JWT_SECRET",
            "a-secret-for-sessions",
            "JWT_ACCESS_EXPIRES_IN",
            "15m",
            "ENABLE_REQUEST_LOGS",
            "TRUE",
            "ENABLE_RESPONSE_LOGS",
            "false",
            "ENABLE_CORS",
            "false",
            "SLUICE_JOURNAL_FULL",
            "refuse",
            "SLUICE_JOURNAL_MB",
            "3",
            "SLUICE_PRICES_URL",
            "http://feed.example/p.json");
    assertThat(settings)
        .isEqualTo(
            new Settings(
                8080,
                "::1",
                List.of(Secret.of("a"), Secret.of("b")),
                Path.of("/home/op/d"),
                Path.of("/etc/s.json"),
                false,
                LogLevel.DEBUG,
                LogFormat.JSON,
                false,
                false,
                Duration.ofMillis(1),
                Duration.ofSeconds(2),
                java.util.Optional.of(new TlsFiles(pem, pem)),
                false,
                java.util.Optional.of(
                    new ProxyConfig(java.net.URI.create("http://proxy:3128"), false)),
                List.of("localhost", ".corp"),
                Duration.ofMillis(7),
                Duration.ofMillis(8),
                new BodyLogs(true, false),
                new BooksSettings(true, 3 << 20, java.net.URI.create("http://feed.example/p.json")),
                new FrontSettings(
                    java.util.Optional.of(java.net.URI.create("https://gate.example/sluice")),
                    SecureCookies.TRUE,
                    List.of(AddressBlock.of("10.0.0.0/8"), AddressBlock.of("::1")),
                    java.util.Optional.of(Secret.of("a-secret-for-sessions")),
                    Duration.ofMinutes(15))));
  }

  @Test
  void anOptionWinsOverTheEnvironment() throws Exception {
    assertThat(Settings.read(environment("PORT", "1"), Map.of("PORT", "2")).port()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PORT | abc | PORT: "abc" (expected: a whole number from 0 to 65535)
          PORT | 70000 | PORT: "70000" (expected: a whole number from 0 to 65535)
          PORT | 99999999999 | PORT: "99999999999" (expected: a whole number from 0 to 65535)
          HOST | http://x | HOST: "http://x" (expected: an address or a host name)
          ENABLE_WEB_UI | yes | ENABLE_WEB_UI: "yes" (expected: true or false)
          LOG_LEVEL | loud | LOG_LEVEL: "loud" (expected: trace, debug, info, warn, error or off)
          LOG_FORMAT | xml | LOG_FORMAT: "xml" (expected: text or json)
          API_TEST_TIMEOUT_MS | 0 | API_TEST_TIMEOUT_MS: "0" (expected: a whole number from 1 to 86400000)
          SESSION_TTL | 86401 | SESSION_TTL: "86401" (expected: a whole number from 1 to 86400)
          SLUICE_DRAIN_DELAY_MS | 5001 | SLUICE_DRAIN_DELAY_MS: "5001" (expected: a whole number from 0 to 5000)
          SLUICE_GRACE_MS | -1 | SLUICE_GRACE_MS: "-1" (expected: a whole number from 0 to 86400000)
          TLS_CERT | /no/such.pem | TLS_CERT: "/no/such.pem" (expected: a PEM file that can be read)
          HTTPS_PROXY | ftp://u:hidden@h | HTTPS_PROXY: unknown scheme "ftp" (expected: http://, https:// or socks5://HOST:PORT)
          HTTPS_PROXY | http://u:hid den@h | HTTPS_PROXY: not a URL (expected: http://, https:// or socks5://HOST:PORT)
          DATABASE_URL | postgres://x | DATABASE_URL: not built yet (expected: unset)
          REDIS_URL | redis://x | REDIS_URL: not built yet (expected: unset)
          GITHUB_CLIENT_ID | x | GITHUB_CLIENT_ID: not built yet (expected: unset)
          GITHUB_CLIENT_SECRET | x | GITHUB_CLIENT_SECRET: not built yet (expected: unset)
          GITHUB_CALLBACK_URL | x | GITHUB_CALLBACK_URL: not built yet (expected: unset)
          ADMIN_PASSWORD | x | ADMIN_PASSWORD: not built yet (expected: unset)
          JWT_SECRET | short-and-known | JWT_SECRET: has 15 characters (expected: at least 16; make one with: openssl rand -hex 32)
          JWT_ACCESS_EXPIRES_IN | soon | JWT_ACCESS_EXPIRES_IN: "soon" (expected: a number with s, m, h or d, 1s to 30d: 15m, 12h, 7d)
          JWT_ACCESS_EXPIRES_IN | 31d | JWT_ACCESS_EXPIRES_IN: "31d" (expected: a number with s, m, h or d, 1s to 30d: 15m, 12h, 7d)
          JWT_ACCESS_EXPIRES_IN | 0 | JWT_ACCESS_EXPIRES_IN: "0" (expected: a number with s, m, h or d, 1s to 30d: 15m, 12h, 7d)
          APP_URL | gateway.example | APP_URL: "gateway.example" (expected: http:// or https:// with a host and at most a path of plain names)
          APP_URL | https://h/a/../b | APP_URL: "https://h/a/../b" (expected: http:// or https:// with a host and at most a path of plain names)
          APP_URL | https://h/a;domain=h | APP_URL: "https://h/a;domain=h" (expected: http:// or https:// with a host and at most a path of plain names)
          APP_URL | https://h/%41 | APP_URL: "https://h/%41" (expected: http:// or https:// with a host and at most a path of plain names)
          ALLOWED_ORIGINS | x | ALLOWED_ORIGINS: not built yet (expected: unset)
          TRUSTED_PROXIES | 10.0.0.0/33 | TRUSTED_PROXIES: "10.0.0.0/33" (expected: addresses and ranges, separated by commas: 10.0.0.1, 172.16.0.0/12)
          TRUSTED_PROXIES | proxy.example | TRUSTED_PROXIES: "proxy.example" (expected: addresses and ranges, separated by commas: 10.0.0.1, 172.16.0.0/12)
          SLUICE_SECRET_KEY | x | SLUICE_SECRET_KEY: has 1 characters (expected: at least 16; make one with: openssl rand -hex 32)
          ENABLE_CORS | true | ENABLE_CORS: true is not built yet (expected: false)
          ENABLE_REQUEST_LOGS | yes | ENABLE_REQUEST_LOGS: "yes" (expected: true or false)
          ENABLE_RESPONSE_LOGS | 1 | ENABLE_RESPONSE_LOGS: "1" (expected: true or false)
          ENABLE_CORS | maybe | ENABLE_CORS: "maybe" (expected: true or false)
          AUTO_MIGRATE | false | AUTO_MIGRATE: false is not built yet (expected: true)
          ENABLE_SECURE_COOKIES | yes | ENABLE_SECURE_COOKIES: "yes" (expected: auto, true or false)
          PROXY_ACCESS_KEY | two words | PROXY_ACCESS_KEY: **** has a character that no header can carry\
           (expected: a secret of at least 16 characters; make one with: openssl rand -hex 32)
          """)
  void whatCannotBeUsedIsNamedInOneLine(String name, String value, String message) {
    assertThatThrownBy(() -> read(name, value))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(message)
        .extracting(e -> ((InvalidSetting) e).variable())
        .isEqualTo(name);
  }

  @Test
  void halfOfTlsIsRefused(@TempDir Path folder) throws IOException {
    String pem = Files.writeString(folder.resolve("x.pem"), "pem").toString();
    assertThatThrownBy(() -> read("TLS_CERT", pem))
        .hasMessage("TLS_KEY: not set, but TLS_CERT is (expected: both or neither)");
    assertThatThrownBy(() -> read("TLS_KEY", pem))
        .hasMessage("TLS_CERT: not set, but TLS_KEY is (expected: both or neither)");
  }

  @Test
  void aValueOverSeveralLinesIsToldInOne() {
    assertThatThrownBy(() -> read("PORT", "1\n2"))
        .hasMessage("PORT: \"1?2\" (expected: a whole number from 0 to 65535)");
  }

  @Test
  void aPublicAddressNeedsAKey() {
    assertThatThrownBy(() -> read("HOST", "0.0.0.0"))
        .hasMessage(
            "PROXY_ACCESS_KEY: not set, but HOST 0.0.0.0 is reached by other machines" + HOW);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "your-proxy-access-key", "your-super-strong-secret-key", "your-secure-token-here",
        "change-me", "changeme", "Your-own-very-long-secret-text"
      })
  void aPublicAddressRefusesPlaceholders(String key) {
    assertThatThrownBy(() -> read("HOST", "::", "PROXY_ACCESS_KEY", STRONG + "," + key))
        .hasMessageEndingWith(" is a placeholder from an example" + HOW)
        .message()
        .doesNotContain(key);
  }

  @Test
  void aPublicAddressRefusesAShortKey() {
    assertThatThrownBy(() -> read("HOST", "gateway.example", "PROXY_ACCESS_KEY", "k2J9x0qLm4Tz7Wb"))
        .hasMessage("PROXY_ACCESS_KEY: ****z7Wb has 15 characters" + HOW);
  }

  @Test
  void aPublicAddressTakesAStrongKey() throws Exception {
    Settings settings = read("HOST", "0.0.0.0", "PROXY_ACCESS_KEY", STRONG);
    assertThat(settings.accessKeys()).containsExactly(Secret.of(STRONG));
    assertThat(settings.loopback()).isFalse();
    assertThat(settings.drainDelay()).isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.3.2.1", "::1", "[::1]", "localhost", "LocalHost"})
  void theseReachThisMachineAlone(String host) throws Exception {
    assertThat(read("HOST", host).loopback()).isTrue();
  }

  @Test
  void placesNeedNoOtherVariable() throws Exception {
    var environment = environment("PORT", "no", "DATA_DIR", "/d", "PROXY_ACCESS_KEY", "a b");
    assertThat(Places.read(environment, Map.of()))
        .isEqualTo(new Places(Path.of("/d"), Path.of("/d/config.json")));
  }
}
