package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.AccessCommands;
import dev.sluice.app.StoredDesk;
import dev.sluice.config.InvalidSetting;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Issued keys and people: of a running gateway, or of the data folder of one that does not run. */
interface IssuedKeys extends AutoCloseable {

  List<ObjectNode> keys() throws Exception;

  ObjectNode key(String key) throws Exception;

  /** With the key's text. */
  ObjectNode issue(ObjectNode terms) throws Exception;

  ObjectNode edit(String key, ObjectNode patch) throws Exception;

  /** With the key's text. */
  ObjectNode rotate(String key, Optional<String> grace) throws Exception;

  void remove(String key) throws Exception;

  List<ObjectNode> users() throws Exception;

  ObjectNode user(String user) throws Exception;

  ObjectNode addUser(ObjectNode profile) throws Exception;

  ObjectNode editUser(String user, ObjectNode patch) throws Exception;

  void removeUser(String user) throws Exception;

  @Override
  void close();

  /** The gateway that the options name, the one that runs here, or what it left. */
  static IssuedKeys of(FileOptions file, Terminal terminal) throws InvalidSetting, IOException {
    Optional<Remote> named = file.remote(terminal);
    if (named.isPresent()) {
      return new RemoteIssuedKeys(named.get());
    }
    if (file.running(terminal)) {
      return new RemoteIssuedKeys(file.live(terminal));
    }
    var kept = StoredDesk.in(file.folder(terminal), terminal.environment());
    String author = FileOptions.author(terminal);
    return new Kept(kept, new AccessCommands(kept.desk(), InstantSource.system(), author));
  }

  /** In the data folder. */
  record Kept(StoredDesk store, AccessCommands commands) implements IssuedKeys {

    @Override
    public List<ObjectNode> keys() throws Exception {
      return commands.keys();
    }

    @Override
    public ObjectNode key(String key) throws Exception {
      return commands.key(key);
    }

    @Override
    public ObjectNode issue(ObjectNode terms) throws Exception {
      return commands.issue(terms);
    }

    @Override
    public ObjectNode edit(String key, ObjectNode patch) throws Exception {
      return commands.edit(key, patch);
    }

    @Override
    public ObjectNode rotate(String key, Optional<String> grace) throws Exception {
      Duration span = grace.flatMap(dev.sluice.access.Expiry::span).orElse(AccessCommands.GRACE);
      return commands.rotate(key, span);
    }

    @Override
    public void remove(String key) throws Exception {
      commands.remove(key);
    }

    @Override
    public List<ObjectNode> users() throws Exception {
      return commands.users();
    }

    @Override
    public ObjectNode user(String user) throws Exception {
      return commands.user(user);
    }

    @Override
    public ObjectNode addUser(ObjectNode profile) throws Exception {
      return commands.addUser(profile);
    }

    @Override
    public ObjectNode editUser(String user, ObjectNode patch) throws Exception {
      return commands.editUser(user, patch);
    }

    @Override
    public void removeUser(String user) throws Exception {
      commands.removeUser(user);
    }

    @Override
    public void close() {
      store.close();
    }
  }
}
