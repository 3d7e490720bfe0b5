package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.base.Secret;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final SecretSource secrets;
  private final SealedDocument sealed;
  private final InstantSource clock;
  private final RevisionLog log;
  private final OptionalLong expected;

  /**
   * The file with references looked up: variables in the environment, files from its folder.
   *
   * @param dataDir where the key lies that seals secrets, unless the environment has it
   */
  public static ConfigFile at(
      Path path, Path dataDir, Map<String, String> environment, InstantSource clock) {
    var seal = new Seal(SealKeys.of(environment, dataDir));
    return new ConfigFile(path, secrets(path, environment, seal), seal, clock);
  }

  static ConfigFile at(Path path, Map<String, String> environment, InstantSource clock) {
    return at(path, path.resolveSibling(""), environment, clock);
  }

  /** The same for a command, to which a reference that leads nowhere is no problem. */
  public static ConfigFile forCommand(
      Path path, Path dataDir, Map<String, String> environment, InstantSource clock) {
    var seal = new Seal(SealKeys.of(environment, dataDir));
    return new ConfigFile(path, secrets(path, environment, seal).orAsWritten(), seal, clock);
  }

  private static SecretSource secrets(Path path, Map<String, String> environment, Seal seal) {
    return SecretSource.of(environment, path.resolveSibling(""), seal);
  }

  private ConfigFile(Path path, SecretSource secrets, Seal seal, InstantSource clock) {
    this.path = path;
    this.secrets = secrets;
    this.sealed = new SealedDocument(seal);
    this.clock = clock;
    this.log = new RevisionLog(beside(path, "revisions.jsonl"));
    this.expected = OptionalLong.empty();
  }

  private ConfigFile(ConfigFile file, OptionalLong expected) {
    this.path = file.path;
    this.secrets = file.secrets;
    this.sealed = file.sealed;
    this.clock = file.clock;
    this.log = file.log;
    this.expected = expected;
  }

  /** The same file to a writer that looked at that revision: {@link RevisionConflict} later on. */
  public ConfigFile expecting(long revision) {
    return new ConfigFile(this, OptionalLong.of(revision));
  }

  public Path path() {
    return path;
  }

  /** Reads without leaving a trace; an edit by hand since then shows as the next revision. */
  public Loaded read() throws IOException, InvalidConfiguration {
    ObjectNode document = document();
    Configuration configuration = new ConfigReader(secrets).read(document);
    return new Loaded(
        configuration, document, next(document, configuration, BY_HAND, "edited by hand"));
  }

  /** Reads, and makes a revision of what was edited by hand. A missing file is an empty one. */
  public Loaded load() throws IOException, InvalidConfiguration {
    Loaded loaded = read();
    if (loaded.revision().equals(log.last())) {
      return loaded;
    }
    try (WriterLock _ = lock()) {
      return recorded();
    } catch (FileSystemException e) {
      log.count(loaded.revision());
      return loaded;
    }
  }

  /** The revisions that are kept, oldest first. */
  public List<Revision> history() throws IOException {
    return log.all();
  }

  /** The revision that the document is at, or that a refused one came after. */
  public long revision() throws IOException {
    return standingUnrecorded().revision().number();
  }

  /** The document of a revision that is kept; its keys are references or sealed. */
  public Optional<ObjectNode> document(long revision) throws IOException, UnresolvedSecret {
    Optional<ObjectNode> document = log.document(revision);
    if (document.isPresent()) {
      sealed.fromLog(document.get());
    }
    return document;
  }

  /** A copy of a document with sealed keys in the open, as far as the key is here. */
  public ObjectNode opened(ObjectNode document) {
    return sealed.open(document);
  }

  /** What an edit does to the document; it may look at the configuration that holds so far. */
  @FunctionalInterface
  public interface Change<E extends Exception> {
    void apply(ObjectNode document, Configuration before) throws E;
  }

  /**
   * Changes the document under the lock. The result is checked as a whole before anything is
   * written; a change that changes nothing makes no revision. Keys in the open are sealed on the
   * way.
   */
  public <E extends Exception> Loaded edit(String author, String summary, Change<E> change)
      throws E, IOException, InvalidConfiguration {
    try (WriterLock _ = lock()) {
      return edited(recorded(), author, summary, change, this::printed);
    } catch (FileSystemException e) {
      throw FileReplacement.unwritable(path, e);
    }
  }

  /** The same, but where the document is refused, it begins with the last good one. */
  public <E extends Exception> Loaded mend(String author, String summary, Change<E> change)
      throws E, IOException, InvalidConfiguration {
    try (WriterLock _ = lock()) {
      return edited(standing(), author, summary, change, this::printed);
    } catch (FileSystemException e) {
      throw FileReplacement.unwritable(path, e);
    }
  }

  /**
   * Puts a text in the place of the one that was seen. It stays as it is written, but for keys in
   * the open, which are sealed.
   */
  public Loaded rewrite(String author, String summary, byte[] seen, byte[] text)
      throws IOException, InvalidConfiguration {
    ObjectNode next = Notation.of(path).parse(text);
    try (WriterLock _ = lock()) {
      Loaded before = standing();
      demandExpected(before.revision());
      if (!Arrays.equals(seen, text())) {
        throw new RevisionConflict(path, before.revision().number());
      }
      Loaded other = new Loaded(before.configuration(), before.document(), Revision.NONE);
      return new ConfigFile(this, OptionalLong.empty())
          .edited(other, author, summary, put(next), sealed -> WrittenText.of(path, text, sealed));
    } catch (FileSystemException e) {
      throw FileReplacement.unwritable(path, e);
    }
  }

  private static Change<RuntimeException> put(ObjectNode next) {
    return (document, _) -> {
      document.removeAll();
      document.setAll(next);
    };
  }

  /** The text as it is on the disk; empty: there is none yet. */
  public byte[] text() throws IOException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  /** What an edit would leave, from the last good document on where the present one is refused. */
  public <E extends Exception> Outcome tried(Change<E> change)
      throws E, IOException, InvalidConfiguration {
    Loaded before = standingUnrecorded();
    demandExpected(before.revision());
    ObjectNode document = before.document().deepCopy();
    applied(document, before, change);
    return new Outcome(before, document);
  }

  /** What there was, and what an edit makes of it. */
  public record Outcome(Loaded before, ObjectNode after) {}

  /* Formats the document for its file, once its keys are sealed. */
  private interface Printer {
    byte[] print(ObjectNode sealed) throws IOException, InvalidConfiguration;
  }

  private <E extends Exception> Loaded edited(
      Loaded before, String author, String summary, Change<E> change, Printer printer)
      throws E, IOException, InvalidConfiguration {
    demandExpected(before.revision());
    ObjectNode document = before.document();
    Configuration after = applied(document, before, change);
    Revision revision = next(document, after, author, summary);
    if (revision.equals(before.revision())) {
      return before;
    }
    sealed.close(document, after);
    FileReplacement.write(path, printer.print(document));
    if (revision.number() > log.last().number()) {
      log.append(revision, sealed.forLog(document, after));
    }
    return new Loaded(after, document, revision);
  }

  private <E extends Exception> Configuration applied(
      ObjectNode document, Loaded before, Change<E> change) throws E, InvalidConfiguration {
    Map<String, Secret> known = SealedDocument.opened(document, before.configuration());
    change.apply(document, before.configuration());
    return new ConfigReader(secrets.knowing(known)).read(document);
  }

  private byte[] printed(ObjectNode document) throws IOException, InvalidConfiguration {
    refuseToLoseComments();
    return Notation.of(path).print(document);
  }

  private void refuseToLoseComments() throws IOException, InvalidConfiguration {
    boolean yaml = Notation.of(path) == Notation.YAML && Files.exists(path);
    if (yaml && YamlText.hasComments(Files.readAllBytes(path))) {
      throw new ConfigUnwritable(
          path + " has comments, which a command would lose: edit it by hand, or take them out");
    }
  }

  private void demandExpected(Revision current) throws RevisionConflict {
    if (expected.isPresent() && expected.getAsLong() != current.number()) {
      throw new RevisionConflict(expected.getAsLong(), current.number());
    }
  }

  /** What a document means that is not saved, with references looked up as for the file's own. */
  public Configuration check(ObjectNode document) throws InvalidConfiguration {
    return new ConfigReader(secrets).read(document);
  }

  private ObjectNode document() throws IOException, InvalidConfiguration {
    try {
      if (Files.size(path) > Document.MAX_BYTES) {
        throw new InvalidConfiguration(List.of(Document.tooLarge(Files.size(path))));
      }
      return Notation.of(path).parse(Files.readAllBytes(path));
    } catch (NoSuchFileException e) {
      return Document.empty();
    }
  }

  private Loaded recorded() throws IOException, InvalidConfiguration {
    Loaded loaded = read();
    if (loaded.revision().number() > log.last().number()) {
      log.append(loaded.revision(), sealed.forLog(loaded.document(), loaded.configuration()));
    }
    return loaded;
  }

  private Loaded standing() throws IOException {
    try {
      return recorded();
    } catch (InvalidConfiguration e) {
      return lastGood();
    }
  }

  private Loaded standingUnrecorded() throws IOException {
    try {
      return read();
    } catch (InvalidConfiguration e) {
      return lastGood();
    }
  }

  /* Its revision has no hash: what is written over a refused document is written in any case. */
  private Loaded lastGood() throws IOException {
    long last = log.last().number();
    Revision revision = new Revision(last, clock.instant(), BY_HAND, "refused", "");
    try {
      ObjectNode document = document(last).orElseGet(Document::empty);
      return new Loaded(new ConfigReader(secrets).read(document), document, revision);
    } catch (UnresolvedSecret | InvalidConfiguration e) {
      return new Loaded(Configuration.EMPTY, Document.empty(), revision);
    }
  }

  private Revision next(
      ObjectNode document, Configuration configuration, String author, String summary)
      throws IOException {
    Revision last = log.last();
    String hash = DocumentHash.of(document, configuration);
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
    return WriterLock.take(beside(path, "lock"), PATIENCE);
  }

  /** {@code config.json} has {@code config.json.lock} and {@code config.revisions.jsonl}. */
  private static Path beside(Path path, String ending) {
    String name = String.valueOf(path.getFileName());
    String stem = ending.equals("lock") ? name : name.replaceFirst("\\.(json|ya?ml)$", "");
    return path.resolveSibling(stem + "." + ending);
  }
}
