package dev.sluice.cli;

import dev.sluice.app.Demo;
import dev.sluice.app.StopSignals;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the main job with nothing to configure. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the gateway and two scripted upstreams, one of which runs out of quota,",
      "streams an answer through it and shows the failover; then keeps serving."
    },
    footer = {"", "Examples:", "  sluice demo", "  sluice demo --once"})
final class DemoCommand implements Callable<Integer> {

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(names = "--once", description = "Exit after the demonstration.")
  private boolean once;

  @SuppressWarnings("NullAway.Init") // picocli fills the specification in
  DemoCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Logs.quiet();
    try (Demo demo = Demo.start(out, environment)) {
      demo.show();
      if (!once) {
        out.println();
        out.println("Serving until Ctrl-C.");
        out.flush();
        StopSignals.await(demo.gateway());
      }
      return ExitCode.OK;
    }
  }
}
