package dev.sluice.cli.connect;

import dev.sluice.cli.ExitCode;
import dev.sluice.cli.GatewayOptions;
import dev.sluice.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "health",
    description = "Ends with 0 when the gateway is ready, with 69 when it is not.",
    footer = {"", "Examples:", "  sluice health", "  sluice health --url https://gateway.example"})
public final class HealthCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  public HealthCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    String url = gateway.url(terminal);
    Readiness.check(url, gateway.ownCertificate(terminal));
    terminal.out().println("ready: " + url);
    return ExitCode.DONE;
  }
}
