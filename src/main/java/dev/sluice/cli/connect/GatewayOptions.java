package dev.sluice.cli.connect;

import dev.sluice.base.Secret;
import dev.sluice.cli.Terminal;
import dev.sluice.cli.UsageException;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Settings;
import dev.sluice.config.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Which gateway is meant: the one of this machine if nothing else is said. */
final class GatewayOptions {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EXPECTED = " (expected: http:// or https:// and a host)";

  private static final Pattern COMMA = Pattern.compile(",");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The gateway (default: $SLUICE_URL or the one on this machine, by $PORT).")
  private String url = "";

  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      description =
          "Its access key, or - for a line of standard input (default: $PROXY_ACCESS_KEY or the"
              + " file access-key in the data folder).")
  private String accessKey = "";

  GatewayAccess access(Terminal terminal) throws Exception {
    String address = url(terminal);
    return new GatewayAccess(address, key(terminal, address));
  }

  String url(Terminal terminal) throws InvalidSetting, ConnectFailed {
    if (!url.isBlank()) {
      return checked(url)
          .orElseThrow(() -> new UsageException("--url: \"" + url + "\"" + EXPECTED));
    }
    String variable = terminal.environment().getOrDefault("SLUICE_URL", "");
    if (!variable.isBlank()) {
      return checked(variable)
          .orElseThrow(() -> ConnectFailed.setting("SLUICE_URL: \"" + variable + "\"" + EXPECTED));
    }
    return local(settings(terminal), host(terminal));
  }

  private boolean isLocal(Terminal terminal) {
    return url.isBlank() && terminal.environment().getOrDefault("SLUICE_URL", "").isBlank();
  }

  /** The certificate of the gateway of this machine, if that is meant and has one. */
  Optional<Path> ownCertificate(Terminal terminal) throws InvalidSetting {
    return isLocal(terminal)
        ? settings(terminal).tls().map(TlsFiles::certificate)
        : Optional.empty();
  }

  private static Optional<String> checked(String text) {
    try {
      URI uri = new URI(text.strip());
      String scheme = String.valueOf(uri.getScheme());
      boolean plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null;
      if (!scheme.matches("https?") || uri.getHost() == null || !plain) {
        return Optional.empty();
      }
      return Optional.of(text.strip().replaceFirst("#.*", "").replaceFirst("(/v1)?/*$", ""));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /* Whoever asks the gateway need not fulfil what it demands of its own start: no key is wanted. */
  private static Settings settings(Terminal terminal) throws InvalidSetting {
    return Settings.read(terminal.environment(), Map.of("HOST", LOOPBACK));
  }

  private static String host(Terminal terminal) {
    String host = terminal.environment().getOrDefault("HOST", "").replaceAll("[\\[\\]\\s]", "");
    return host.isEmpty() ? LOOPBACK : host;
  }

  private static String local(Settings settings, String listensOn) {
    if (settings.port() == 0) {
      throw new UsageException("--url: missing, and PORT is 0 (expected: the gateway's address)");
    }
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String host =
        switch (listensOn) {
          case "0.0.0.0" -> LOOPBACK;
          case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
          case String other -> other.contains(":") ? "[" + other + "]" : other;
        };
    return scheme + "://" + host + ":" + settings.port();
  }

  private Secret key(Terminal terminal, String address) throws Exception {
    if (accessKey.equals("-")) {
      return given(terminal);
    }
    if (!accessKey.isBlank()) {
      return Secret.of(accessKey.strip());
    }
    String variable = terminal.environment().getOrDefault("PROXY_ACCESS_KEY", "");
    Optional<String> first =
        COMMA.splitAsStream(variable).map(String::strip).filter(key -> !key.isEmpty()).findFirst();
    if (first.isPresent()) {
      return Secret.of(first.get());
    }
    if (!isLocal(terminal) && !onThisMachine(address)) {
      throw new UsageException("--access-key: missing (expected: the key of " + address + ")");
    }
    return kept(terminal);
  }

  private static Secret given(Terminal terminal) throws IOException {
    String line = terminal.in().readLine();
    if (line == null || line.isBlank()) {
      throw new UsageException("--access-key -: standard input gave no line (expected: the key)");
    }
    return Secret.of(line.strip());
  }

  /* The key of this machine's gateway must not be sent to another's. */
  private static boolean onThisMachine(String address) {
    String host = URI.create(address).getHost().replaceAll("[\\[\\]]", "");
    try {
      return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Secret kept(Terminal terminal) throws Exception {
    Path file = settings(terminal).dataDir().resolve("access-key");
    try {
      String key = Files.readString(file).strip();
      if (key.isEmpty()) {
        throw ConnectFailed.invalid(
            file + " is empty; remove it, and sluice serve makes a new key");
      }
      return Secret.of(key);
    } catch (NoSuchFileException e) {
      throw ConnectFailed.notFound(
          "no access key: "
              + file
              + " is not there; start the gateway once (sluice serve) or give --access-key");
    }
  }
}
