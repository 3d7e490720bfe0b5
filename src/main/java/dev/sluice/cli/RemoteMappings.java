package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The mappings of a gateway elsewhere, named by what they map, as in the file. */
record RemoteMappings(Remote remote) implements Mappings {

  private static final String PATH = "/api/mappings";

  @Override
  public List<ObjectNode> list() throws RemoteRefused {
    List<ObjectNode> items = RemoteChannels.items(remote, PATH);
    items.forEach(item -> item.remove("id"));
    return items;
  }

  @Override
  public Done add(String from, String to, Optional<String> channel) throws RemoteRefused {
    Optional<String> only = id(channel);
    Remote.Said listed = remote.get(PATH + "?limit=1000");
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("from", from).put("to", to);
    only.ifPresent(id -> body.put("channel", id));
    Optional<String> there = find(listed.body(), from, only);
    Remote.Said said =
        there.isPresent()
            ? remote.send("PUT", path(there.get()), body, seen(listed))
            : remote.send("POST", PATH, body, seen(listed));
    return new Done("mapping " + from + " to " + to + " added", said.revision());
  }

  @Override
  public Done remove(String from, Optional<String> channel) throws RemoteRefused {
    Optional<String> only = id(channel);
    Remote.Said listed = remote.get(PATH + "?limit=1000");
    String id =
        find(listed.body(), from, only)
            .orElseThrow(() ->
                new RemoteRefused(
                    ExitCode.NOT_FOUND,
                    "no mapping from \"" + from + "\" (sluice mapping list shows all)",
                    List.of()));
    Remote.Said said = remote.send("DELETE", path(id), seen(listed));
    return new Done("mapping from " + from + " removed", said.revision());
  }

  /* What was listed may have moved; it is changed as it was seen or not at all. */
  private static String[] seen(Remote.Said listed) {
    return new String[] {"if-match", "\"" + listed.revision() + "\""};
  }

  private Optional<String> id(Optional<String> channel) throws RemoteRefused {
    return channel.isEmpty()
        ? channel
        : Optional.of(remote.get(RemoteChannels.path(channel.get())).body().path("id").asText());
  }

  private static Optional<String> find(JsonNode list, String from, Optional<String> channel) {
    for (JsonNode item : list.path("items")) {
      Optional<String> only = Optional.ofNullable(item.path("channel").textValue());
      if (item.path("from").asText().equals(from) && only.equals(channel)) {
        return Optional.of(item.path("id").asText());
      }
    }
    return Optional.empty();
  }

  private static String path(String id) {
    return PATH + "/" + Remote.segment(id);
  }
}
