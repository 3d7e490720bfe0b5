package dev.sluice.cli.connect;

import dev.sluice.cli.GatewayAccess;
import dev.sluice.cli.GatewayOptions;
import dev.sluice.cli.Terminal;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import sun.misc.Signal;

@Command(
    name = "code",
    description = "Starts Claude Code with the variables that point it at the gateway.",
    footer = {
      "",
      "What follows the options of this command is Claude Code's. It ends with its exit code.",
      "",
      "Examples:",
      "  sluice code",
      "  sluice code -p \"explain this folder\"",
      "  sluice code --url https://gateway.example -- --help"
    })
public final class CodeCommand implements Callable<Integer> {

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
  private static final List<String> NAMES = List.of("claude", "claude.exe", "claude.cmd");

  private final Terminal terminal;
  private final Shell shell;

  @Mixin private GatewayOptions gateway = new GatewayOptions();

  @Parameters(paramLabel = "ARGS", description = "For Claude Code.")
  private List<String> arguments = new ArrayList<>();

  /** The command, which leaves what it does not know to Claude Code. */
  public static CommandLine line(Terminal terminal, Shell shell) {
    return new CommandLine(new CodeCommand(terminal, shell))
        .setStopAtPositional(true)
        .setUnmatchedOptionsArePositionalParams(true);
  }

  private CodeCommand(Terminal terminal, Shell shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  @Override
  public Integer call() throws Exception {
    Path claude = claude();
    GatewayAccess access = gateway.access(terminal);
    // The environment is set here; what stands in files is not.
    for (String rival : new ClaudeCode().inFiles(access, shell)) {
      terminal.err().println("sluice: note: " + rival);
    }
    terminal.err().flush();
    terminal.out().flush();
    var command = new ArrayList<String>(List.of(claude.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(shell.variables());
    ClaudeCode.OTHER_WAYS.forEach(variables::remove);
    variables.putAll(ClaudeCode.environment(access));
    return run(builder);
  }

  private Path claude() throws ConnectFailed {
    String path = shell.variables().getOrDefault("PATH", "");
    for (String folder : SEPARATOR.splitAsStream(path).toList()) {
      for (String name : NAMES) {
        Path found = shell.folder().resolve(folder).resolve(name).toAbsolutePath();
        if (Files.isRegularFile(found) && Files.isExecutable(found)) {
          return found;
        }
      }
    }
    throw ConnectFailed.unavailable(
        "Claude Code is not on the PATH: install it (npm install -g @anthropic-ai/claude-code)");
  }

  /*
   * Ctrl-C reaches both processes: it is Claude Code's to answer. A handler, unlike an ignored
   * signal, is not inherited.
   */
  private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    var interrupt = new Signal("INT");
    var before = Signal.handle(interrupt, _ -> {});
    var end = new Thread(process::destroy);
    Runtime.getRuntime().addShutdownHook(end);
    int code = process.waitFor();
    Signal.handle(interrupt, before);
    Runtime.getRuntime().removeShutdownHook(end);
    return code;
  }
}
