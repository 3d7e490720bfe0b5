package dev.sluice.cli;

import dev.sluice.admin.ChannelCommands.Target;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "move",
    description = "Moves a channel in the list, the order of failover within a priority.",
    footer = {
      "",
      "Examples:",
      "  sluice channel move main --first",
      "  sluice channel move spare --after main"
    })
final class ChannelMoveCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private ChangeOptions file = new ChangeOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CHANNEL", description = "Its id or name.")
  private String channel = "";

  @ArgGroup(multiplicity = "1")
  private Where where = new Where();

  /** Exactly one of them is given. */
  static final class Where {
    @Option(names = "--first", description = "Before all others.")
    private boolean first;

    @Option(names = "--last", description = "After all others.")
    private boolean last;

    @Option(names = "--before", paramLabel = "OTHER", description = "Right before that one.")
    private String before = "";

    @Option(names = "--after", paramLabel = "OTHER", description = "Right after that one.")
    private String after = "";

    private Target target() {
      if (first) {
        return new Target.First();
      }
      if (last) {
        return new Target.Last();
      }
      return before.isEmpty() ? new Target.After(after) : new Target.Before(before);
    }
  }

  ChannelMoveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    output.json();
    output.done(terminal, Channels.of(file, terminal).move(channel, where.target()));
    return ExitCode.DONE;
  }
}
