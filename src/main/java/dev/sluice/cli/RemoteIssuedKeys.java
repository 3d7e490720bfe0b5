package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Issued keys and people of a running gateway. */
record RemoteIssuedKeys(Remote remote) implements IssuedKeys {

  private static final String KEYS = "/api/keys";
  private static final String USERS = "/api/users";

  @Override
  public List<ObjectNode> keys() throws RemoteRefused {
    return RemoteChannels.items(remote, KEYS);
  }

  @Override
  public ObjectNode key(String key) throws RemoteRefused {
    return (ObjectNode) remote.get(path(KEYS, key)).body();
  }

  @Override
  public ObjectNode issue(ObjectNode terms) throws RemoteRefused {
    return (ObjectNode) remote.send("POST", KEYS, terms).body();
  }

  @Override
  public ObjectNode edit(String key, ObjectNode patch) throws RemoteRefused {
    return (ObjectNode) remote.send("PATCH", path(KEYS, key), patch).body();
  }

  @Override
  public ObjectNode rotate(String key, Optional<String> grace) throws RemoteRefused {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    grace.ifPresent(span -> body.put("grace", span));
    return (ObjectNode) remote.send("POST", path(KEYS, key) + "/rotate", body).body();
  }

  @Override
  public void remove(String key) throws RemoteRefused {
    remote.send("DELETE", path(KEYS, key));
  }

  @Override
  public List<ObjectNode> users() throws RemoteRefused {
    return RemoteChannels.items(remote, USERS);
  }

  @Override
  public ObjectNode user(String user) throws RemoteRefused {
    return (ObjectNode) remote.get(path(USERS, user)).body();
  }

  @Override
  public ObjectNode addUser(ObjectNode profile) throws RemoteRefused {
    return (ObjectNode) remote.send("POST", USERS, profile).body();
  }

  @Override
  public ObjectNode editUser(String user, ObjectNode patch) throws RemoteRefused {
    return (ObjectNode) remote.send("PATCH", path(USERS, user), patch).body();
  }

  @Override
  public void removeUser(String user) throws RemoteRefused {
    remote.send("DELETE", path(USERS, user));
  }

  @Override
  public void close() {
    // Every question has its own connection.
  }

  private static String path(String list, String name) {
    return list + "/" + Remote.segment(name);
  }
}
