package dev.sluice.cli;

import dev.sluice.cli.connect.CodeCommand;
import dev.sluice.cli.connect.CompletionCommand;
import dev.sluice.cli.connect.ConnectCommand;
import dev.sluice.cli.connect.EnvCommand;
import dev.sluice.cli.connect.HealthCommand;
import dev.sluice.cli.connect.Shell;
import dev.sluice.cli.doctor.DoctorCommand;
import dev.sluice.config.DotEnv;
import dev.sluice.config.InvalidSetting;
import java.io.BufferedReader;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The program: one command line, one exit code. */
@Command(
    name = "sluice",
    description = "A streaming gateway between coding clients and model providers.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  sluice demo",
      "  sluice serve",
      "  sluice channel add --type anthropic --name main \\",
      "      --base-url https://api.anthropic.com --key env:ANTHROPIC_API_KEY",
      "  sluice key list main",
      "  sluice strategy round-robin"
    })
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    boolean colour =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
            && System.getenv().getOrDefault("NO_COLOR", "").isEmpty();
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    BufferedReader in = Terminal.reader(System.in);
    System.exit(run(args, new Terminal(out, err, in, System.getenv(), colour)));
  }

  static int run(String[] args, PrintWriter out, PrintWriter err, Map<String, String> env) {
    return run(args, new Terminal(out, err, Terminal.reader(System.in), env, false));
  }

  static int run(String[] args, Terminal terminal) {
    return run(args, terminal, Path.of(""));
  }

  static int run(String[] args, Terminal terminal, Path folder) {
    try {
      var environment = DotEnv.under(terminal.environment(), folder);
      return commands(
              new Terminal(
                  terminal.out(), terminal.err(), terminal.in(), environment, terminal.colour()),
              new Shell(terminal.environment(), folder),
              args)
          .execute(args);
    } catch (InvalidSetting e) {
      terminal.err().println("sluice: " + e.getMessage());
      return ExitCode.SETTINGS;
    } finally {
      terminal.out().flush();
      terminal.err().flush();
    }
  }

  /** Every command, ready to run. */
  static CommandLine commands(Terminal terminal, Shell shell) {
    return commands(terminal, shell, "help");
  }

  /* A gateway that starts does without the others: to read all their options takes 0.1 s. */
  private static CommandLine commands(Terminal terminal, Shell shell, String... args) {
    var main = new CommandLine(new Main()).addSubcommand(new ServeCommand(terminal));
    if (args.length == 0 || !args[0].equals("serve")) {
      addOthers(main, terminal, shell);
    }
    return configured(main, terminal);
  }

  private static void addOthers(CommandLine main, Terminal terminal, Shell shell) {
    main.addSubcommand(new DemoCommand(terminal))
        .addSubcommand(channel(terminal))
        .addSubcommand(key(terminal))
        .addSubcommand(new StrategyCommand(terminal))
        .addSubcommand(new PingCommand(terminal))
        .addSubcommand(config(terminal))
        .addSubcommand(new LogsCommand(terminal))
        .addSubcommand(new StatsCommand(terminal))
        .addSubcommand(new SessionsCommand(terminal))
        .addSubcommand(new PriceCommand(terminal))
        .addSubcommand(new HealthCommand(terminal))
        .addSubcommand(new DoctorCommand(terminal))
        .addSubcommand(new ConnectCommand(terminal, shell))
        .addSubcommand(new EnvCommand(terminal, shell))
        .addSubcommand(CodeCommand.line(terminal, shell))
        .addSubcommand(new CompletionCommand(terminal))
        .addSubcommand(new MappingCommand(terminal))
        .addSubcommand(apikey(terminal))
        .addSubcommand(new UserCommand(terminal))
        .addSubcommand(new VersionCommand(terminal));
    NotBuilt.under(main, "route");
  }

  private static CommandLine channel(Terminal terminal) {
    var channel = new CommandLine(new ChannelCommand(terminal));
    channel
        .addSubcommand(new ChannelAddCommand(terminal))
        .addSubcommand(new ChannelEditCommand(terminal))
        .addSubcommand(new ChannelMoveCommand(terminal))
        .addSubcommand(new ChannelTestCommand(terminal))
        .addSubcommand(new ChannelPresetsCommand(terminal));
    return channel;
  }

  private static CommandLine apikey(Terminal terminal) {
    return new CommandLine(new ApikeyCommand(terminal))
        .addSubcommand(new ApikeyEditCommand(terminal));
  }

  private static CommandLine key(Terminal terminal) {
    return new CommandLine(new KeyCommand(terminal));
  }

  private static CommandLine config(Terminal terminal) {
    var config = new CommandLine(new ConfigCommand(terminal));
    config
        .addSubcommand(new ConfigHistoryCommand(terminal))
        .addSubcommand(new ConfigDiffCommand(terminal))
        .addSubcommand(new ConfigRollbackCommand(terminal))
        .addSubcommand(new ConfigExportCommand(terminal))
        .addSubcommand(new ConfigSetCommand(terminal))
        .addSubcommand(new ConfigEditCommand(terminal))
        .addSubcommand(new ConfigImportCommand(terminal))
        .addSubcommand(new ConfigSchemaCommand(terminal));
    return config;
  }

  private static CommandLine configured(CommandLine main, Terminal terminal) {
    main.setOut(terminal.out())
        .setErr(terminal.err())
        .setExpandAtFiles(false)
        .setUsageHelpWidth(Math.max(terminal.width(), 55))
        .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF))
        .setParameterExceptionHandler((failure, _) -> Failures.arguments(failure))
        .setExecutionExceptionHandler(
            (failure, command, _) -> Failures.execution(failure, command));
    addHelp(main);
    return main;
  }

  private static void addHelp(CommandLine command) {
    if (!(command.getCommandSpec().userObject() instanceof NotBuilt)) {
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("-h", "--help")
                  .usageHelp(true)
                  .description("Shows this help.")
                  .build());
    }
    command.getSubcommands().values().forEach(Main::addHelp);
  }
}
