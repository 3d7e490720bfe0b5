package dev.sluice.admin;

import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Strategy;
import java.io.IOException;

/** How channels of one tier are ordered, shown and set. */
public final class StrategyCommands {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public StrategyCommands(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  public Strategy show() throws IOException, InvalidConfiguration {
    return file.read().configuration().strategy();
  }

  public Changed set(Strategy strategy) throws IOException, InvalidConfiguration {
    Loaded after =
        file.edit(
            author,
            "strategy " + strategy.id(),
            (document, before) -> {
              if (before.strategy() != strategy) {
                document.put("strategy", strategy.id());
              }
            });
    return new Changed("strategy " + strategy.id(), after.revision(), after.configuration());
  }
}
