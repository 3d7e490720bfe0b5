package dev.sluice.cli;

import dev.sluice.app.StoredLog;
import dev.sluice.base.Secret;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose request log is read: a named gateway's, that of this machine, or what it left. */
final class LogSource {

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Data folder (default: $DATA_DIR or ~/.sluice).")
  private String dataDir = "";

  RequestSource open(Terminal terminal) throws IOException, InterruptedException, InvalidSetting {
    return open(terminal, folder -> StoredLog.in(folder, terminal.environment()));
  }

  /** The same, but what no gateway has left yet is made. */
  RequestSource openOrMake(Terminal terminal)
      throws IOException, InterruptedException, InvalidSetting {
    return open(
        terminal,
        folder -> {
          PrivateFile.folder(folder);
          return Optional.of(StoredLog.make(folder, terminal.environment()));
        });
  }

  /** Finds what a gateway left. */
  @FunctionalInterface
  private interface Finding {
    Optional<StoredLog> in(Path folder) throws IOException;
  }

  private RequestSource open(Terminal terminal, Finding finding)
      throws IOException, InterruptedException, InvalidSetting {
    if (gateway.named(terminal).isPresent()) {
      GatewayAccess access = gateway.access(terminal, dataDir);
      return new LiveRequests(URI.create(access.url()), access.key());
    }
    var local = new LocalGateway(terminal.environment(), dataDir);
    Optional<RequestSource> live = live(local, terminal);
    if (live.isPresent()) {
      return live.get();
    }
    Path folder = local.folder();
    return finding
        .in(folder)
        .map(log -> new KeptRequests(log, FileOptions.author(terminal)))
        .orElseThrow(() ->
            new GatewayFailed(
                ExitCode.UNAVAILABLE,
                "no gateway runs on "
                    + folder
                    + " and none has left a log; sluice serve runs one"));
  }

  /* One that stops right now is as good as one that has stopped. */
  private Optional<RequestSource> live(LocalGateway local, Terminal terminal)
      throws IOException, InterruptedException, InvalidSetting {
    var running = local.running();
    Optional<Secret> key = running.isEmpty() ? Optional.empty() : key(local, terminal);
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

  private Optional<Secret> key(LocalGateway local, Terminal terminal)
      throws IOException, InvalidSetting {
    Optional<Secret> given = gateway.givenKey(terminal);
    if (given.isPresent()) {
      return given;
    }
    try {
      return Optional.of(local.key());
    } catch (GatewayFailed e) {
      return Optional.empty();
    }
  }
}
