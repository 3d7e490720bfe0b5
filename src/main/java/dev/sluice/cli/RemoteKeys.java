package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a gateway elsewhere. A key that is named by itself never travels. */
record RemoteKeys(Remote remote) implements Keys {

  @Override
  public List<ObjectNode> list(String channel) throws RemoteRefused {
    return RemoteChannels.items(remote, keys(channel));
  }

  @Override
  public Done add(String channel, String secret, Optional<String> name) throws RemoteRefused {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("secret", secret);
    name.ifPresent(text -> body.put("name", text));
    return remote.send("POST", keys(channel), body).done();
  }

  @Override
  public Done remove(String channel, String key) throws RemoteRefused {
    return remote.send("DELETE", path(channel, find(channel, key))).done();
  }

  @Override
  public Done enable(String channel, String key) throws RemoteRefused {
    return turn(channel, key, true, "enabled in");
  }

  @Override
  public Done disable(String channel, String key) throws RemoteRefused {
    return turn(channel, key, false, "disabled in");
  }

  /** Forgets what the gateway holds against a key; the configuration stays as it is. */
  JsonNode reset(String channel, String key) throws RemoteRefused {
    return remote.send("POST", path(channel, find(channel, key)) + "/reset").body();
  }

  private Done turn(String channel, String key, boolean on, String done) throws RemoteRefused {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("enabled", on);
    Remote.Said said = remote.send("PATCH", path(channel, find(channel, key)), body);
    return new Done(said.changed().replace("changed in", done), said.revision());
  }

  private String find(String channel, String wanted) throws RemoteRefused {
    String print = wanted.isEmpty() ? "" : Secret.of(wanted).fingerprint();
    var found = new ArrayList<String>();
    for (ObjectNode key : list(channel)) {
      String id = key.path("id").asText();
      if (List.of(id, key.path("name").asText(), key.path("masked").asText()).contains(wanted)
          || id.equals(print)) {
        found.add(id);
      }
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw found.isEmpty()
        ? new RemoteRefused(ExitCode.NOT_FOUND, "no such key in " + channel, List.of())
        : new RemoteRefused(
            ExitCode.USAGE,
            "several keys of " + channel + " match; use an id: " + String.join(", ", found),
            List.of());
  }

  private static String keys(String channel) {
    return RemoteChannels.path(channel) + "/keys";
  }

  private static String path(String channel, String id) {
    return keys(channel) + "/" + Remote.segment(id);
  }
}
