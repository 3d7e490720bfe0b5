package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "ping",
    description = "Asks the running gateway to ask its channels whether they are there.",
    footer = {"", "Examples:", "  sluice ping", "  sluice ping main"})
final class PingCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  @Parameters(arity = "0..1", paramLabel = "CHANNEL", description = "Its id or name.")
  private String channel = "";

  PingCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    Remote remote = file.live(terminal);
    List<ObjectNode> pings =
        channel.isEmpty()
            ? RemoteChannels.items(remote, "/api/ping")
            : List.of((ObjectNode) remote.get("/api/ping/" + Remote.segment(channel)).body());
    if (json) {
      output.list(terminal, pings);
    } else {
      var table = new Table("CHANNEL", "ALIVE", "STATUS", "MS");
      pings.forEach(ping -> row(table, ping));
      table.print(terminal);
    }
    boolean all = pings.stream().allMatch(ping -> ping.path("alive").asBoolean());
    return all ? ExitCode.DONE : ExitCode.UNAVAILABLE;
  }

  private static void row(Table table, JsonNode ping) {
    table.row(
        ping.path("channel").asText(),
        ping.path("alive").asBoolean() ? "yes" : "no",
        ping.path("status").isNull() ? "no answer" : ping.path("status").asText(),
        ping.path("latencyMs").asText());
  }
}
