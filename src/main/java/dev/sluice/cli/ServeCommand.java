package dev.sluice.cli;

import dev.sluice.app.Gateway;
import dev.sluice.app.StopSignals;
import dev.sluice.app.Version;
import dev.sluice.base.Secret;
import dev.sluice.config.AccessKeyFile;
import dev.sluice.config.DotEnv;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.InvalidSetting;
import dev.sluice.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the gateway until a signal ends it. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = "Runs the gateway.",
    footer = {
      "",
      "Examples:",
      "  sluice serve",
      "  PORT=8080 sluice serve --config ./config.json",
      "  HOST=0.0.0.0 PROXY_ACCESS_KEY=$(openssl rand -hex 32) sluice serve"
    })
final class ServeCommand implements Callable<Integer> {

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(names = "--host", paramLabel = "H", description = "Address to listen on (HOST).")
  private @Nullable String host;

  @Option(names = "--port", paramLabel = "N", description = "Port to listen on (PORT).")
  private @Nullable String port;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The configuration document (CONFIG_PATH).")
  private @Nullable String config;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Where configuration, keys and data live (DATA_DIR).")
  private @Nullable String dataDir;

  @SuppressWarnings("NullAway.Init") // picocli fills the specification in
  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Settings settings = Settings.read(DotEnv.under(environment, Path.of("")), options());
      Logs.set(settings);
      List<Secret> keys = accessKeys(settings, out);
      Gateway gateway = Gateway.start(settings, keys, environment);
      tell(settings, gateway, out);
      StopSignals.await(gateway);
      return ExitCode.OK;
    } catch (InvalidSetting e) {
      return fail(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    } catch (InvalidConfiguration e) {
      return fail(ExitCode.DATA, String.valueOf(e.getMessage()));
    } catch (BindException e) {
      return fail(
          ExitCode.UNAVAILABLE,
          "PORT: cannot listen there (" + e.getMessage() + "); choose another with --port");
    } catch (IOException e) {
      return fail(ExitCode.UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private Map<String, String> options() {
    var options = new HashMap<String, String>();
    put(options, "HOST", host);
    put(options, "PORT", port);
    put(options, "CONFIG_PATH", config);
    put(options, "DATA_DIR", dataDir);
    return options;
  }

  private static void put(Map<String, String> options, String name, @Nullable String value) {
    if (value != null) {
      options.put(name, value);
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

  private static void tell(Settings settings, Gateway gateway, PrintWriter out) {
    String scheme = settings.tls().isPresent() ? "https" : "http";
    String shownHost =
        settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    out.println(
        "Sluice " + Version.current() + " on " + scheme + "://" + shownHost + ":" + gateway.port());
    if (gateway.routes().now().channels().isEmpty()) {
      out.println("No channel yet; add one: sluice channel add --help");
    }
    out.flush();
  }

  private int fail(int code, String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("sluice: " + message);
    err.flush();
    return code;
  }
}
