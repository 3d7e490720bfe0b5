package dev.sluice.cli;

import dev.sluice.admin.panel.Panel;
import dev.sluice.app.Gateway;
import dev.sluice.app.StopSignals;
import dev.sluice.base.Secret;
import dev.sluice.base.Version;
import dev.sluice.config.AccessKeyFile;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the gateway until a signal ends it. */
@Command(
    name = "serve",
    description = "Runs the gateway.",
    footer = {
      "",
      "Examples:",
      "  sluice serve",
      "  sluice serve --port 8080 --config ./config.json",
      "  HOST=0.0.0.0 PROXY_ACCESS_KEY=$(openssl rand -hex 32) sluice serve"
    })
final class ServeCommand implements Callable<Integer> {

  private static final Map<String, String> OPTIONS =
      Map.of(
          "HOST", "--host",
          "PORT", "--port",
          "CONFIG_PATH", "--config",
          "DATA_DIR", "--data-dir");

  private final Terminal terminal;

  @Option(
      names = "--host",
      paramLabel = "H",
      description = "Address to listen on (default: $HOST or 127.0.0.1).")
  private String host = "";

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port to listen on (default: $PORT or 3000).")
  private String port = "";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration file (default: $CONFIG_PATH or config.json in the data folder).")
  private String config = "";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Data folder (default: $DATA_DIR or ~/.sluice).")
  private String dataDir = "";

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    Logs.set(settings);
    List<Secret> keys = accessKeys(settings, terminal.out());
    Gateway gateway;
    try {
      gateway = Gateway.start(settings, keys, terminal.environment());
    } catch (BindException e) {
      terminal
          .err()
          .println(
              "sluice: cannot listen on "
                  + settings.host()
                  + " port "
                  + settings.port()
                  + ": "
                  + e.getMessage()
                  + "; choose another with --port");
      return ExitCode.UNAVAILABLE;
    }
    tell(settings, gateway);
    StopSignals.await(gateway);
    return ExitCode.DONE;
  }

  /** A wrong option is wrong usage; a wrong variable is a setting that cannot be used. */
  private Settings settings() throws InvalidSetting {
    var options = new HashMap<String, String>();
    options.put("HOST", host);
    options.put("PORT", port);
    options.put("CONFIG_PATH", config);
    options.put("DATA_DIR", dataDir);
    options.values().removeIf(String::isEmpty);
    try {
      return Settings.read(terminal.environment(), Map.copyOf(options));
    } catch (InvalidSetting e) {
      String option = OPTIONS.getOrDefault(e.variable(), "");
      if (options.containsKey(e.variable()) && !option.isEmpty()) {
        throw new UsageException(option + ": " + e.getMessage());
      }
      throw e;
    }
  }

  private static List<Secret> accessKeys(Settings settings, PrintWriter out) throws IOException {
    if (!settings.accessKeys().isEmpty()) {
      return settings.accessKeys();
    }
    AccessKeyFile file = AccessKeyFile.in(settings.dataDir(), new SecureRandom());
    if (file.made()) {
      out.println("Access key (shown once, kept in " + file.path() + "): " + file.key().reveal());
    }
    return List.of(file.key());
  }

  private void tell(Settings settings, Gateway gateway) {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String shown = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    PrintWriter out = terminal.out();
    out.println(
        "Sluice " + Version.current() + " on " + scheme + "://" + shown + ":" + gateway.port());
    if (settings.webUi() && Panel.built()) {
      out.println("Panel: " + scheme + "://" + shown + ":" + gateway.port() + "/");
    }
    if (gateway.routes().now().channels().isEmpty()) {
      out.println("No channel yet; add one: sluice channel add --help");
    }
    out.flush();
  }
}
