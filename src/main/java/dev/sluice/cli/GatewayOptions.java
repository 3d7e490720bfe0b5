package dev.sluice.cli;

import dev.sluice.base.Secret;
import dev.sluice.config.InvalidSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which gateway a command asks and with which key; the one rule for all of them. The address is
 * that of the option, of the environment, or of the gateway on this machine. The key is that of the
 * option, of the environment, or the one that this machine's gateway keeps, which goes to no other.
 */
public final class GatewayOptions {

  private static final String EXPECTED = " (expected: http:// or https:// and a host)";
  private static final Pattern COMMA = Pattern.compile(",");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running gateway (default: $SLUICE_URL).")
  private String url = "";

  @Option(
      names = "--access-key",
      paramLabel = "KEY",
      description =
          "Its access key, or - for a line of standard input (default: $PROXY_ACCESS_KEY; for a"
              + " gateway on this machine, the file access-key in its data folder).")
  private String accessKey = "";

  private @Nullable Secret typed;

  /** The gateway, which is that of this machine when none is named. */
  public GatewayAccess access(Terminal terminal) throws InvalidSetting, IOException {
    return access(terminal, "");
  }

  GatewayAccess access(Terminal terminal, String dataDir) throws InvalidSetting, IOException {
    Optional<String> named = named(terminal);
    if (named.isPresent()) {
      return new GatewayAccess(named.get(), key(terminal, named.get(), dataDir));
    }
    var local = new LocalGateway(terminal.environment(), dataDir);
    Optional<Secret> given = givenKey(terminal);
    return new GatewayAccess(local.url(), given.isPresent() ? given.get() : local.key());
  }

  public String url(Terminal terminal) throws InvalidSetting, IOException {
    Optional<String> named = named(terminal);
    return named.isPresent() ? named.get() : new LocalGateway(terminal.environment(), "").url();
  }

  /** The certificate of the gateway of this machine, if that is meant and has one. */
  public Optional<Path> ownCertificate(Terminal terminal) throws InvalidSetting {
    return named(terminal).isPresent()
        ? Optional.empty()
        : new LocalGateway(terminal.environment(), "").certificate();
  }

  /** The address that the options or the environment name. */
  Optional<String> named(Terminal terminal) throws InvalidSetting {
    if (isGiven()) {
      return Optional.of(
          checked(url).orElseThrow(() -> new UsageException("--url: " + shown(url) + EXPECTED)));
    }
    String variable = terminal.environment().getOrDefault("SLUICE_URL", "");
    if (variable.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        checked(variable)
            .orElseThrow(() -> new InvalidSetting("SLUICE_URL", shown(variable) + EXPECTED)));
  }

  /** Whether the options name an address. */
  boolean isGiven() {
    return !url.isBlank();
  }

  /** Whether the options have a key. */
  boolean hasKey() {
    return !accessKey.isBlank();
  }

  /** The key of the options or of the environment, whose first one is taken of several. */
  Optional<Secret> givenKey(Terminal terminal) throws IOException {
    if (accessKey.equals("-")) {
      return Optional.of(typed(terminal));
    }
    if (hasKey()) {
      return Optional.of(Secret.of(accessKey.strip()));
    }
    return COMMA
        .splitAsStream(terminal.environment().getOrDefault("PROXY_ACCESS_KEY", ""))
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .findFirst()
        .map(Secret::of);
  }

  private Secret key(Terminal terminal, String address, String dataDir)
      throws InvalidSetting, IOException {
    Optional<Secret> given = givenKey(terminal);
    if (given.isPresent()) {
      return given.get();
    }
    if (onThisMachine(address)) {
      return new LocalGateway(terminal.environment(), dataDir).key();
    }
    throw new UsageException(
        "--access-key: missing (expected: the key of " + address + ", or PROXY_ACCESS_KEY)");
  }

  /* A command may ask for it twice, and the line is there once. */
  private Secret typed(Terminal terminal) throws IOException {
    if (typed != null) {
      return typed;
    }
    String line = terminal.in().readLine();
    if (line == null || line.isBlank()) {
      throw new UsageException("--access-key -: standard input gave no line (expected: the key)");
    }
    Secret read = Secret.of(line.strip());
    typed = read;
    return read;
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

  private static String shown(String text) {
    return '"' + text.replaceAll("\\p{Cntrl}", "?").replaceFirst("//[^/]*@", "//****@") + '"';
  }

  private static boolean onThisMachine(String address) {
    String host = URI.create(address).getHost().replaceAll("[\\[\\]]", "");
    try {
      return host.equalsIgnoreCase("localhost") || InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
