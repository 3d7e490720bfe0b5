package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sluice.admin.StrategyCommands;
import dev.sluice.config.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "strategy",
    description = "Shows or sets how the channels of one priority are ordered.",
    footer = {
      "",
      "round-robin takes them in turn, random by weight, failover as they are listed.",
      "",
      "Examples:",
      "  sluice strategy",
      "  sluice strategy round-robin"
    })
final class StrategyCommand implements Callable<Integer> {

  private static final List<String> LATER = List.of("economic");

  private static final String PATH = "/api/strategy";

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Parameters(
      arity = "0..1",
      paramLabel = "STRATEGY",
      description = "round-robin, random or failover.")
  private String wanted = "";

  StrategyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!wanted.isEmpty()) {
      var strategies = Arrays.asList(Strategy.values());
      var strategy = Choice.of("strategy", wanted, strategies, Strategy::id, LATER);
      output.done(terminal, set(strategy));
    } else if (output.json()) {
      var shown = JsonNodeFactory.instance.objectNode();
      output.show(terminal, shown.put("strategy", show()));
    } else {
      terminal.out().println(show());
    }
    return ExitCode.DONE;
  }

  private Done set(Strategy strategy) throws Exception {
    var remote = file.remote(terminal);
    if (remote.isEmpty()) {
      return Done.of(commands().set(strategy));
    }
    var body = JsonNodeFactory.instance.objectNode().put("strategy", strategy.id());
    return remote.get().send("PUT", PATH, body).done();
  }

  private String show() throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? remote.get().get(PATH).body().path("strategy").asText()
        : commands().show().id();
  }

  private StrategyCommands commands() throws Exception {
    return new StrategyCommands(file.open(terminal), FileOptions.author(terminal));
  }
}
