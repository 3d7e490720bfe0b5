package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.ChannelJson;
import dev.sluice.admin.KeyCommands;
import java.util.List;
import java.util.Optional;

/** The keys of channels, of the file here or of a gateway elsewhere. */
interface Keys {

  List<ObjectNode> list(String channel) throws Exception;

  Done add(String channel, String secret, Optional<String> name) throws Exception;

  Done remove(String channel, String key) throws Exception;

  Done enable(String channel, String key) throws Exception;

  Done disable(String channel, String key) throws Exception;

  static Keys of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? new RemoteKeys(remote.get())
        : new InFile(new KeyCommands(file.open(terminal), FileOptions.author(terminal)));
  }

  /** Works on the file. */
  record InFile(KeyCommands commands) implements Keys {

    @Override
    public List<ObjectNode> list(String channel) throws Exception {
      return commands.list(channel).stream().map(ChannelJson::of).toList();
    }

    @Override
    public Done add(String channel, String secret, Optional<String> name) throws Exception {
      return Done.of(commands.add(channel, secret, name));
    }

    @Override
    public Done remove(String channel, String key) throws Exception {
      return Done.of(commands.remove(channel, key));
    }

    @Override
    public Done enable(String channel, String key) throws Exception {
      return Done.of(commands.enable(channel, key));
    }

    @Override
    public Done disable(String channel, String key) throws Exception {
      return Done.of(commands.disable(channel, key));
    }
  }
}
