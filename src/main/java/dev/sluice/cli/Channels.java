package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.AddChannel;
import dev.sluice.admin.CardJson;
import dev.sluice.admin.ChannelCommands;
import dev.sluice.admin.ChannelCommands.Target;
import dev.sluice.admin.ChannelEdits;
import dev.sluice.admin.ChannelJson;
import dev.sluice.admin.InvalidChannel;
import dev.sluice.config.ConfigFile;
import java.util.List;

/** The channels, of the file here or of a gateway elsewhere. */
interface Channels {

  List<ObjectNode> list() throws Exception;

  ObjectNode show(String channel) throws Exception;

  /** What the upstream of a channel makes of requests, and what is known of it. */
  ObjectNode card(String channel) throws Exception;

  Done add(AddChannel channel) throws Exception;

  /** Merges a patch into a channel; a null takes a member out. */
  Done edit(String channel, ObjectNode patch) throws Exception;

  Done remove(String channel) throws Exception;

  Done enable(String channel) throws Exception;

  Done disable(String channel) throws Exception;

  Done move(String channel, Target target) throws Exception;

  static Channels of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? new RemoteChannels(remote.get())
        : InFile.of(file.open(terminal), FileOptions.author(terminal));
  }

  /** Works on the file. */
  record InFile(ChannelCommands commands, ChannelEdits edits) implements Channels {

    static InFile of(ConfigFile file, String author) {
      return new InFile(new ChannelCommands(file, author), new ChannelEdits(file, author));
    }

    @Override
    public List<ObjectNode> list() throws Exception {
      return commands.list().stream().map(ChannelJson::of).toList();
    }

    @Override
    public ObjectNode show(String channel) throws Exception {
      return ChannelJson.of(commands.show(channel));
    }

    @Override
    public ObjectNode card(String channel) throws Exception {
      return CardJson.of(commands.show(channel));
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
    public Done edit(String channel, ObjectNode patch) throws Exception {
      try {
        return Done.of(edits.merge(channel, patch));
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
