package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.MappingCommands;
import dev.sluice.config.Mapping;
import java.util.List;
import java.util.Optional;

/** The mappings, of the file here or of a gateway elsewhere. */
interface Mappings {

  List<ObjectNode> list() throws Exception;

  /** Adds a mapping, or lets the one from that name lead elsewhere. */
  Done add(String from, String to, Optional<String> channel) throws Exception;

  Done remove(String from, Optional<String> channel) throws Exception;

  static Mappings of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? new RemoteMappings(remote.get())
        : new InFile(new MappingCommands(file.open(terminal), FileOptions.author(terminal)));
  }

  /** Works on the file. */
  record InFile(MappingCommands commands) implements Mappings {

    @Override
    public List<ObjectNode> list() throws Exception {
      return commands.list().stream().map(InFile::json).toList();
    }

    private static ObjectNode json(Mapping mapping) {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("from", mapping.from().pattern());
      json.put("to", mapping.to());
      return json.put("channel", mapping.channel().orElse(null));
    }

    @Override
    public Done add(String from, String to, Optional<String> channel) throws Exception {
      return Done.of(commands.add(from, to, channel));
    }

    @Override
    public Done remove(String from, Optional<String> channel) throws Exception {
      return Done.of(commands.remove(from, channel));
    }
  }
}
