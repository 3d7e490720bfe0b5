package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description =
        "Lets the running gateway send a real, minimal request with every key, and ask which models"
            + " the upstream has.",
    footer = {
      "",
      "Examples:",
      "  sluice channel test main",
      "  sluice channel test main --model M"
    })
final class ChannelTestCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private FileOptions file = new FileOptions();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "CHANNEL", description = "Its id or name.")
  private String channel = "";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "What to ask for (default: the cheapest that the upstream offers).")
  private Optional<String> model = Optional.empty();

  ChannelTestCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    boolean json = output.json();
    String query = model.map(name -> "?model=" + Remote.segment(name)).orElse("");
    String path = RemoteChannels.path(channel) + "/test" + query;
    JsonNode result = file.live(terminal).send("POST", path).body();
    if (json) {
      output.show(terminal, result);
    } else {
      new TestText(terminal).print(result);
    }
    return result.path("ok").asBoolean() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
  }
}
