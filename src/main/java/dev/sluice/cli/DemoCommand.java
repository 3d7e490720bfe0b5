package dev.sluice.cli;

import dev.sluice.app.Demo;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the main job with nothing to configure. */
@Command(
    name = "demo",
    description =
        "Shows a streamed answer and a failover with scripted upstreams, then keeps serving.",
    footer = {"", "Examples:", "  sluice demo", "  sluice demo --once"})
final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(names = "--once", description = "Exit after the demonstration.")
  private boolean once;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = terminal.out();
    Logs.quiet();
    try (Demo demo = Demo.start(out, terminal.environment())) {
      demo.show();
      if (!once) {
        demo.keepAsking();
        out.println();
        out.println("Serving until Ctrl-C.");
        out.flush();
        demo.awaitSignal();
      }
      return ExitCode.DONE;
    }
  }
}
