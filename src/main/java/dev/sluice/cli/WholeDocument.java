package dev.sluice.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.ConfigCommands;
import dev.sluice.admin.DocumentEdits;
import dev.sluice.admin.InvalidChannel;
import dev.sluice.admin.RevisionJson;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.InvalidConfiguration;
import java.util.List;
import java.util.Optional;

/** The configuration document as a whole, of the file here or of a gateway elsewhere. */
interface WholeDocument {

  /** What holds, or a revision's document, secrets masked. */
  ObjectNode show(Optional<Long> revision) throws Exception;

  /** The same with its secrets in the open. */
  ObjectNode reveal(Optional<Long> revision) throws Exception;

  /** The revisions, newest first. */
  List<ObjectNode> history() throws Exception;

  /** A revision and another one, or what holds now. */
  Difference diff(long before, Optional<Long> after) throws Exception;

  Done rollback(long revision) throws Exception;

  Done set(String pointer, JsonNode value) throws Exception;

  /** What {@link #replace} would change; a masked secret stands for the one that is there. */
  Difference compare(ObjectNode next) throws Exception;

  Done replace(ObjectNode next, String summary) throws Exception;

  static WholeDocument of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? new RemoteDocument(remote.get())
        : InFile.of(file.open(terminal), FileOptions.author(terminal));
  }

  /** The same, for changes to the document as it is now and to no other. */
  static WholeDocument asSeen(ChangeOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    if (remote.isPresent()) {
      long seen = remote.get().get(RemoteDocument.PATH).revision();
      return new RemoteDocument(file.expecting(remote.get(), seen));
    }
    ConfigFile opened = file.open(terminal);
    ConfigFile expecting = file.expecting(opened, opened.revision());
    return InFile.of(expecting, FileOptions.author(terminal));
  }

  /** Works on the file. */
  record InFile(ConfigCommands commands, DocumentEdits edits) implements WholeDocument {

    static InFile of(ConfigFile file, String author) {
      return new InFile(new ConfigCommands(file, author), new DocumentEdits(file, author));
    }

    @Override
    public ObjectNode show(Optional<Long> revision) throws Exception {
      return revision.isPresent() ? commands.show(revision.get()) : commands.show();
    }

    @Override
    public ObjectNode reveal(Optional<Long> revision) throws Exception {
      return revision.isPresent() ? commands.reveal(revision.get()) : commands.reveal();
    }

    @Override
    public List<ObjectNode> history() throws Exception {
      return commands.history().stream().map(RevisionJson::of).toList();
    }

    @Override
    public Difference diff(long before, Optional<Long> after) throws Exception {
      return Difference.of(
          after.isPresent() ? commands.diff(before, after.get()) : commands.diff(before));
    }

    @Override
    public Done rollback(long revision) throws Exception {
      return Done.of(commands.rollback(revision));
    }

    @Override
    public Done set(String pointer, JsonNode value) throws Exception {
      return Done.of(commands.set(pointer, value));
    }

    @Override
    public Difference compare(ObjectNode next) throws Exception {
      try {
        return Difference.of(edits.compare(next));
      } catch (InvalidChannel e) {
        throw new InvalidConfiguration(e.problems());
      }
    }

    @Override
    public Done replace(ObjectNode next, String summary) throws Exception {
      try {
        return Done.of(edits.replace(next, summary));
      } catch (InvalidChannel e) {
        throw new InvalidConfiguration(e.problems());
      }
    }
  }
}
