package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.AddChannel;
import dev.sluice.admin.ChannelCommands;
import dev.sluice.admin.ChannelCommands.Target;
import dev.sluice.admin.ChannelJson;
import dev.sluice.admin.InvalidChannel;
import java.util.List;

/** The channels, of the file here or of a gateway elsewhere. */
interface Channels {

  List<ObjectNode> list() throws Exception;

  ObjectNode show(String channel) throws Exception;

  Done add(AddChannel channel) throws Exception;

  Done remove(String channel) throws Exception;

  Done enable(String channel) throws Exception;

  Done disable(String channel) throws Exception;

  Done move(String channel, Target target) throws Exception;

  static Channels of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? new RemoteChannels(remote.get())
        : new InFile(new ChannelCommands(file.open(terminal), FileOptions.author(terminal)));
  }

  /** Works on the file. */
  record InFile(ChannelCommands commands) implements Channels {

    @Override
    public List<ObjectNode> list() throws Exception {
      return commands.list().stream().map(ChannelJson::of).toList();
    }

    @Override
    public ObjectNode show(String channel) throws Exception {
      return ChannelJson.of(commands.show(channel));
    }

    @Override
    public Done add(AddChannel channel) throws Exception {
      try {
        return Done.of(commands.add(channel));
      } catch (InvalidChannel e) {
        throw new InvalidArguments(e.problems());
      }
    }

    @Override
    public Done remove(String channel) throws Exception {
      return Done.of(commands.remove(channel));
    }

    @Override
    public Done enable(String channel) throws Exception {
      return Done.of(commands.enable(channel));
    }

    @Override
    public Done disable(String channel) throws Exception {
      return Done.of(commands.disable(channel));
    }

    @Override
    public Done move(String channel, Target target) throws Exception {
      return Done.of(commands.move(channel, target));
    }
  }
}
