package dev.sluice.cli;

import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidSetting;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a command changes: a file or a running gateway, and from which revision on. */
final class ChangeOptions extends FileOptions {

  @Option(
      names = "--if-revision",
      paramLabel = "N",
      description = "Only when the configuration is still at revision N; else exit code 73.")
  private Optional<Long> expected = Optional.empty();

  @Override
  ConfigFile open(Terminal terminal) throws InvalidSetting {
    ConfigFile file = super.open(terminal);
    return expected.map(file::expecting).orElse(file);
  }

  @Override
  Optional<Remote> remote(Terminal terminal) throws InvalidSetting, IOException {
    Optional<Remote> remote = super.remote(terminal);
    return remote.map(gateway -> expected.map(gateway::expecting).orElse(gateway));
  }

  /** The file as it was seen, unless the options name another revision. */
  ConfigFile expecting(ConfigFile file, long seen) {
    return file.expecting(expected.orElse(seen));
  }

  /** The gateway as it was seen, unless the options name another revision. */
  Remote expecting(Remote gateway, long seen) {
    return gateway.expecting(expected.orElse(seen));
  }
}
