package dev.sluice.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.admin.DocumentEdits;
import dev.sluice.admin.InvalidChannel;
import dev.sluice.config.ConfigFile;
import dev.sluice.config.Document;
import dev.sluice.config.InvalidConfiguration;
import dev.sluice.config.Notation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The document as text that an operator edits as a whole. */
interface Draft {

  String SUMMARY = "edit the configuration";

  Notation notation();

  /** What there is to edit. */
  byte[] text();

  /** What the edited text would change; fails with {@link InvalidConfiguration}. */
  Difference compare(byte[] edited) throws Exception;

  /** Saves the edited text, unless somebody else has saved theirs meanwhile. */
  Done write(byte[] edited) throws Exception;

  static Draft of(FileOptions file, Terminal terminal) throws Exception {
    var remote = file.remote(terminal);
    return remote.isPresent()
        ? Elsewhere.of(remote.get())
        : InFile.of(file.open(terminal), FileOptions.author(terminal));
  }

  /** The file's own text: sealed keys are shown sealed, and its formatting stays. */
  final class InFile implements Draft {

    private final ConfigFile file;
    private final String author;
    private final byte[] seen;

    private InFile(ConfigFile file, String author, byte[] seen) {
      this.file = file;
      this.author = author;
      this.seen = seen;
    }

    /* Whoever looked at another revision is told before any work is done. */
    static InFile of(ConfigFile file, String author) throws IOException, InvalidConfiguration {
      file.<RuntimeException>tried((_, _) -> {});
      return new InFile(file, author, file.text());
    }

    @Override
    public Notation notation() {
      return Notation.of(file.path());
    }

    @Override
    public byte[] text() {
      if (seen.length > 0) {
        return seen.clone();
      }
      ObjectNode empty = Document.empty();
      empty.putArray("channels");
      return notation().print(empty);
    }

    @Override
    public Difference compare(byte[] edited) throws Exception {
      ObjectNode next = notation().parse(edited);
      try {
        return Difference.of(new DocumentEdits(file, author).compareAsWritten(next));
      } catch (InvalidChannel e) {
        throw new InvalidConfiguration(e.problems());
      }
    }

    @Override
    public Done write(byte[] edited) throws Exception {
      var after = file.rewrite(author, SUMMARY, seen, edited);
      return new Done("configuration edited", after.revision().number());
    }
  }

  /** The document of a gateway, secrets masked: a mask that stays is the secret that is there. */
  record Elsewhere(WholeDocument document, String shown) implements Draft {

    static Elsewhere of(Remote remote) throws Exception {
      Remote.Said said = remote.get(RemoteDocument.PATH);
      new RemoteDocument(remote).compare((ObjectNode) said.body());
      String shown = new String(Document.print(said.body()), StandardCharsets.UTF_8);
      return new Elsewhere(new RemoteDocument(remote.expecting(said.revision())), shown);
    }

    @Override
    public Notation notation() {
      return Notation.JSON;
    }

    @Override
    public byte[] text() {
      return shown.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Difference compare(byte[] edited) throws Exception {
      return document.compare(notation().parse(edited));
    }

    @Override
    public Done write(byte[] edited) throws Exception {
      Done done = document.replace(notation().parse(edited), SUMMARY);
      return new Done("configuration edited", done.revision());
    }
  }
}
