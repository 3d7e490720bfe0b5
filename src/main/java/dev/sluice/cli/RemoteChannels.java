package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.AddChannel;
import dev.sluice.admin.ChannelCommands.Target;
import dev.sluice.config.Problem;
import java.util.ArrayList;
import java.util.List;

/** The channels of a gateway elsewhere. */
record RemoteChannels(Remote remote) implements Channels {

  private static final String PATH = "/api/channels";

  @Override
  public List<ObjectNode> list() throws RemoteRefused {
    return items(remote, PATH);
  }

  /** Every item of a list, page by page. */
  static List<ObjectNode> items(Remote remote, String path) throws RemoteRefused {
    var items = new ArrayList<ObjectNode>();
    String cursor = "";
    do {
      JsonNode page =
          remote.get(path + (cursor.isEmpty() ? "" : "?cursor=" + Remote.segment(cursor))).body();
      page.path("items").forEach(item -> items.add((ObjectNode) item));
      cursor = page.path("next").asText("");
    } while (!cursor.isEmpty() && !cursor.equals("null"));
    return items;
  }

  @Override
  public ObjectNode show(String channel) throws RemoteRefused {
    return (ObjectNode) remote.get(path(channel)).body();
  }

  @Override
  public ObjectNode card(String channel) throws RemoteRefused {
    return (ObjectNode) remote.get(path(channel) + "/card").body();
  }

  @Override
  public Done add(AddChannel channel) throws InvalidArguments, RemoteRefused {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    channel.writeTo(body, "");
    body.remove("id");
    return told("POST", PATH, body);
  }

  @Override
  public Done edit(String channel, ObjectNode patch) throws InvalidArguments, RemoteRefused {
    return told("PATCH", path(channel), patch);
  }

  /* What is wrong with a member is told by the option that gave it. */
  private Done told(String method, String path, ObjectNode body)
      throws InvalidArguments, RemoteRefused {
    try {
      return remote.send(method, path, body).done();
    } catch (RemoteRefused e) {
      if (e.problems().isEmpty()) {
        throw e;
      }
      throw new InvalidArguments(e.problems());
    }
  }

  @Override
  public Done remove(String channel) throws RemoteRefused {
    return remote.send("DELETE", path(channel)).done();
  }

  @Override
  public Done enable(String channel) throws RemoteRefused {
    return remote.send("PUT", path(channel) + "/activate").done();
  }

  @Override
  public Done disable(String channel) throws RemoteRefused {
    return remote.send("PUT", path(channel) + "/deactivate").done();
  }

  /* The order is made from the list as it was seen, so it is sent for that revision alone. */
  @Override
  public Done move(String channel, Target target) throws RemoteRefused {
    Remote.Said listed = remote.get(PATH + "?limit=1000");
    var ids = new ArrayList<String>();
    listed.body().path("items").forEach(item -> ids.add(item.path("id").asText()));
    String moved = id(listed.body(), channel);
    ids.remove(moved);
    int place =
        switch (target) {
          case Target.First _ -> 0;
          case Target.Last _ -> ids.size();
          case Target.Before(String other) -> ids.indexOf(id(listed.body(), other));
          case Target.After(String other) -> ids.indexOf(id(listed.body(), other)) + 1;
        };
    ids.add(Math.max(place, 0), moved);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ids.forEach(body.putArray("ids")::add);
    return remote
        .send("PUT", PATH + "/order", body, "if-match", "\"" + listed.revision() + "\"")
        .done();
  }

  private static String id(JsonNode page, String wanted) throws RemoteRefused {
    for (JsonNode item : page.path("items")) {
      if (item.path("id").asText().equals(wanted)
          || item.path("name").asText().equalsIgnoreCase(wanted)) {
        return item.path("id").asText();
      }
    }
    throw new RemoteRefused(
        ExitCode.NOT_FOUND, "no channel \"" + wanted + "\"", List.<Problem>of());
  }

  static String path(String channel) {
    return PATH + "/" + Remote.segment(channel);
  }
}
