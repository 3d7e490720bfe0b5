package dev.sluice.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.CommandFailed.Reason;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Loaded;
import dev.sluice.config.Revision;
import dev.sluice.config.UnresolvedSecret;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What can be done with the document as a whole and with its revisions. */
public final class ConfigCommands {

  private final ConfigFile file;
  private final String author;

  /**
   * Commands over one document.
   *
   * @param author as revisions name whoever gives the commands
   */
  public ConfigCommands(ConfigFile file, String author) {
    this.file = file;
    this.author = author;
  }

  /** The current document with every secret masked. */
  public ObjectNode show() throws IOException, InvalidConfiguration {
    return Masked.document(reveal());
  }

  /** The current document with its keys in the open. */
  public ObjectNode reveal() throws IOException, InvalidConfiguration {
    return file.opened(file.read().document());
  }

  /** A revision's document with every secret masked. */
  public ObjectNode show(long revision) throws IOException, CommandFailed, UnresolvedSecret {
    return Masked.document(reveal(revision));
  }

  /** A revision's document with its keys in the open. */
  public ObjectNode reveal(long revision) throws IOException, CommandFailed, UnresolvedSecret {
    return file.opened(kept(revision));
  }

  /** The revisions that are kept, newest first. */
  public List<Revision> history() throws IOException {
    return new ArrayList<>(file.history()).reversed();
  }

  public ConfigDiff diff(long before, long after)
      throws IOException, CommandFailed, UnresolvedSecret {
    return new ConfigDiff(reveal(before), reveal(after));
  }

  /** A revision and what holds now. */
  public ConfigDiff diff(long before)
      throws IOException, CommandFailed, UnresolvedSecret, InvalidConfiguration {
    return new ConfigDiff(reveal(before), reveal());
  }

  /**
   * Makes a new revision that says what a former one said, also where the present one is refused.
   */
  public Changed rollback(long revision)
      throws IOException, CommandFailed, UnresolvedSecret, InvalidConfiguration {
    ObjectNode former = kept(revision);
    Loaded after =
        file.mend(
            author, "roll back to revision " + revision, (document, _) -> put(document, former));
    return changed("configuration rolled back to revision " + revision, after);
  }

  /** Sets one value. */
  public Changed set(String pointer, JsonNode value)
      throws IOException, InvalidConfiguration, CommandFailed {
    Loaded after =
        file.edit(
            author, "set " + pointer, (document, _) -> PointerEdit.apply(document, pointer, value));
    return changed(pointer + " set", after);
  }

  /** A value as it is typed: JSON, or text when it is none. */
  public static JsonNode value(String typed) {
    return PointerEdit.value(typed);
  }

  private ObjectNode kept(long revision) throws IOException, CommandFailed, UnresolvedSecret {
    return file.document(revision).orElseThrow(() -> notKept(revision));
  }

  static CommandFailed notKept(long revision) {
    return new CommandFailed(
        Reason.NOT_FOUND, "no revision " + revision + " is kept (sluice config history shows all)");
  }

  private static void put(ObjectNode document, ObjectNode other) {
    document.removeAll();
    document.setAll(other);
  }

  private static Changed changed(String what, Loaded after) {
    return new Changed(what, after.revision(), after.configuration());
  }
}
