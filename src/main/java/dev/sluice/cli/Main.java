package dev.sluice.cli;

import picocli.CommandLine;

@CommandLine.Command(name = "sluice")
public final class Main {
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .addSubcommand(new ServeCommand(System.getenv()))
            .addSubcommand(new DemoCommand(System.getenv()))
            .execute(args));
  }
}
