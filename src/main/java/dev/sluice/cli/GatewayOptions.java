package dev.sluice.cli;

import dev.sluice.app.RunFile;
import dev.sluice.app.StoredLog;
import dev.sluice.base.Secret;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Places;
import dev.sluice.config.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which gateway a command asks: a remote one, the one of the data folder, or what it left. */
final class GatewayOptions {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running gateway (default: $SLUICE_URL, or the one of the data folder).")
  private String url = "";

  @Option(
      names = "--access-key",
      paramLabel = "K",
      description = "Its access key (default: $PROXY_ACCESS_KEY, or the data folder's own).")
  private String accessKey = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Data folder (default: $DATA_DIR or ~/.sluice).")
  private String dataDir = "";

  RequestSource open(Terminal terminal) throws IOException, InterruptedException, InvalidSetting {
    return open(terminal, StoredLog::in);
  }

  /** The same, but what no gateway has left yet is made. */
  RequestSource openOrMake(Terminal terminal)
      throws IOException, InterruptedException, InvalidSetting {
    return open(
        terminal,
        folder -> {
          PrivateFile.folder(folder);
          return Optional.of(StoredLog.make(folder));
        });
  }

  /** Finds what a gateway left. */
  @FunctionalInterface
  private interface Finding {
    Optional<StoredLog> in(Path folder) throws IOException;
  }

  private RequestSource open(Terminal terminal, Finding finding)
      throws IOException, InterruptedException, InvalidSetting {
    String remote = url.isBlank() ? terminal.environment().getOrDefault("SLUICE_URL", "") : url;
    if (!remote.isBlank()) {
      return new LiveRequests(address(remote.strip()), remoteKey(terminal));
    }
    Path folder = Places.read(terminal.environment(), Map.of("DATA_DIR", dataDir)).dataDir();
    Optional<RequestSource> live = live(folder, terminal);
    if (live.isPresent()) {
      return live.get();
    }
    return finding
        .in(folder)
        .<RequestSource>map(KeptRequests::new)
        .orElseThrow(() ->
            new GatewayFailed(
                ExitCode.UNAVAILABLE,
                "no gateway runs on "
                    + folder
                    + " and none has left a log; sluice serve runs one"));
  }

  private Optional<RequestSource> live(Path folder, Terminal terminal)
      throws IOException, InterruptedException {
    Optional<RunFile> running = RunFile.in(folder);
    Optional<Secret> key = givenKey(terminal).or(() -> keptKey(folder));
    if (running.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    var live = new LiveRequests(running.get().url(), key.get());
    try {
      live.page(Map.of("limit", "1"));
      return Optional.of(live);
    } catch (GatewayFailed failed) {
      live.close();
      if (failed.exitCode() == ExitCode.UNAVAILABLE) {
        return Optional.empty();
      }
      throw failed;
    } catch (IOException e) {
      live.close();
      return Optional.empty();
    }
  }

  private static URI address(String text) {
    String plain = text.replaceFirst("/+$", "");
    if (!plain.matches("https?://[^\\s/?#@]+(/[^\\s?#]*)?")) {
      throw new UsageException(
          "--url: \"" + plain + "\" (expected: http://HOST:PORT or https://HOST)");
    }
    return URI.create(plain);
  }

  private Secret remoteKey(Terminal terminal) {
    return givenKey(terminal)
        .orElseThrow(() ->
            new UsageException("--access-key: is required with --url (or set PROXY_ACCESS_KEY)"));
  }

  /* Several keys separated by commas are all valid. */
  private Optional<Secret> givenKey(Terminal terminal) {
    String given =
        accessKey.isBlank()
            ? terminal.environment().getOrDefault("PROXY_ACCESS_KEY", "")
            : accessKey;
    return Optional.of(given.replaceFirst(",.*", "").strip())
        .filter(key -> !key.isEmpty())
        .map(Secret::of);
  }

  private static Optional<Secret> keptKey(Path folder) {
    try {
      return Optional.of(Files.readString(folder.resolve("access-key")).strip())
          .filter(key -> !key.isEmpty())
          .map(Secret::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
