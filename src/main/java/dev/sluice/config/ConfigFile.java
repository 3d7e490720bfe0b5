package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The document on disk, its revisions beside it, and the lock that its writers share.
 *
 * <p>Blocks; used by any thread of any process.
 */
public final class ConfigFile {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String BY_HAND = "file";

  private final Path path;
  private final ConfigReader reader;
  private final InstantSource clock;
  private final RevisionLog log;

  private final OptionalLong expected;

  /** Where the revisions cannot be written, they are counted here. */
  private Revision unwritten = Revision.NONE;

  /** The file with references looked up: variables in the environment, files from its folder. */
  public static ConfigFile at(Path path, Map<String, String> environment, InstantSource clock) {
    return new ConfigFile(path, new ConfigReader(secrets(path, environment)), clock);
  }

  /** The same for a command, to which a reference that leads nowhere is no problem. */
  public static ConfigFile forCommand(
      Path path, Map<String, String> environment, InstantSource clock) {
    return new ConfigFile(path, new ConfigReader(secrets(path, environment).orAsWritten()), clock);
  }

  private static SecretSource secrets(Path path, Map<String, String> environment) {
    return SecretSource.of(environment, path.resolveSibling(""));
  }

  ConfigFile(Path path, ConfigReader reader, InstantSource clock) {
    this(path, reader, clock, OptionalLong.empty());
  }

  private ConfigFile(Path path, ConfigReader reader, InstantSource clock, OptionalLong expected) {
    this.path = path;
    this.reader = reader;
    this.clock = clock;
    this.expected = expected;
    this.log = new RevisionLog(beside("revisions.jsonl"));
  }

  /**
   * The same file for edits that were made for one revision; on any other they fail with {@link
   * RevisionConflict}.
   */
  public ConfigFile expecting(long revision) {
    return new ConfigFile(path, reader, clock, OptionalLong.of(revision));
  }

  public Path path() {
    return path;
  }

  /** Reads without leaving a trace; an edit by hand since then shows as the next revision. */
  public Loaded read() throws IOException, InvalidConfiguration {
    ObjectNode document = document();
    Configuration configuration = reader.read(document);
    return new Loaded(configuration, document, next(document, BY_HAND, "edited by hand"));
  }

  /** Reads, and makes a revision of what was edited by hand. A missing file is an empty one. */
  public Loaded load() throws IOException, InvalidConfiguration {
    Loaded loaded = read();
    if (loaded.revision().equals(last())) {
      return loaded;
    }
    try (WriterLock _ = lock()) {
      return recorded();
    } catch (FileSystemException e) {
      return counted(loaded);
    }
  }

  /** All revisions that were written, oldest first. */
  public List<Revision> history() throws IOException {
    return log.all();
  }

  /** What an edit does to the document; it may look at the configuration that holds so far. */
  @FunctionalInterface
  public interface Change<E extends Exception> {
    void apply(ObjectNode document, Configuration before) throws E;
  }

  /**
   * Changes the document under the lock. The result is checked as a whole before anything is
   * written; a change that changes nothing makes no revision.
   */
  public <E extends Exception> Loaded edit(String author, String summary, Change<E> change)
      throws E, IOException, InvalidConfiguration {
    try (WriterLock _ = lock()) {
      Loaded before = recorded();
      refuseStale(before.revision());
      ObjectNode document = before.document();
      change.apply(document, before.configuration());
      Configuration after = reader.read(document);
      Revision revision = next(document, author, summary);
      if (revision.equals(before.revision())) {
        return before;
      }
      FileReplacement.write(path, Document.print(document));
      log.append(revision);
      return new Loaded(after, document, revision);
    } catch (FileSystemException e) {
      throw FileReplacement.unwritable(path, e);
    }
  }

  private void refuseStale(Revision holding) throws RevisionConflict {
    if (expected.isPresent() && expected.getAsLong() != holding.number()) {
      throw new RevisionConflict(expected.getAsLong(), holding.number());
    }
  }

  /** What a document means that is not saved, with references looked up as for the file's own. */
  public Configuration check(ObjectNode document) throws InvalidConfiguration {
    return reader.read(document);
  }

  private ObjectNode document() throws IOException, InvalidConfiguration {
    try {
      if (Files.size(path) > Document.MAX_BYTES) {
        throw new InvalidConfiguration(List.of(Document.tooLarge(Files.size(path))));
      }
      return Document.parse(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Document.empty();
    }
  }

  private Loaded recorded() throws IOException, InvalidConfiguration {
    Loaded loaded = read();
    if (loaded.revision().number() > log.last().number()) {
      log.append(loaded.revision());
    }
    return loaded;
  }

  private synchronized Loaded counted(Loaded loaded) {
    unwritten = loaded.revision();
    return loaded;
  }

  private synchronized Revision last() throws IOException {
    Revision written = log.last();
    return unwritten.number() > written.number() ? unwritten : written;
  }

  private Revision next(ObjectNode document, String author, String summary) throws IOException {
    Revision last = last();
    String hash = DocumentHash.of(document);
    boolean nothingYet = last.number() == 0 && document.isEmpty() && Files.notExists(path);
    if (nothingYet || last.hash().equals(hash)) {
      return last;
    }
    return new Revision(
        last.number() + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), author, summary, hash);
  }

  private WriterLock lock() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      PrivateFile.folder(folder);
    }
    return WriterLock.take(beside("lock"), PATIENCE);
  }

  /** {@code config.json} has {@code config.json.lock} and {@code config.revisions.jsonl}. */
  private Path beside(String ending) {
    String name = String.valueOf(path.getFileName());
    String stem = ending.equals("lock") ? name : name.replaceFirst("\\.json$", "");
    return path.resolveSibling(stem + "." + ending);
  }
}
