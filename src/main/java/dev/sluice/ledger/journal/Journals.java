package dev.sluice.ledger.journal;

import dev.sluice.config.PrivateFile;
import dev.sluice.ledger.Journal;
import dev.sluice.ledger.Place;
import dev.sluice.ledger.RequestRecord;
import dev.sluice.ledger.journal.LeftJournal.OpenAttempt;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journals of a process, one for each event loop, and what earlier processes left in theirs.
 * Each start makes new files; old ones are deleted once the store has all that they hold.
 */
public final class Journals implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journals.class);
  private static final String ENDING = ".journal";
  private static final int SLOTS = 2048;

  private final Path folder;
  private final Policy policy;
  private final JournalFile.Size size;
  private final Fullness fullness = new Fullness();
  private final List<JournalFile> files = new ArrayList<>();
  private final Map<Integer, Left> left = new HashMap<>();
  private final List<RequestRecord> recovered = new ArrayList<>();
  private final String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());

  /** A file of an earlier process, and how many of its records the store has yet to take. */
  private record Left(Path path, int open) {}

  private Journals(Path folder, int ringBytes, Policy policy) {
    this.folder = folder;
    this.policy = policy;
    this.size = new JournalFile.Size(SLOTS, ringBytes);
  }

  /** Reads what was left in the folder, which is made when it is not there. */
  public static Journals in(Path folder, int ringBytes, Policy policy) {
    var journals = new Journals(folder, ringBytes, policy);
    try {
      PrivateFile.folder(folder);
      journals.recover();
    } catch (IOException e) {
      journals.fullness.broken(folder + " cannot be read or written: " + e.getMessage());
    }
    return journals;
  }

  /** A journal for an event loop; one that keeps nothing when no file can be made. */
  public synchronized Journal next() {
    Path path = folder.resolve(run + "-" + files.size() + ENDING);
    try {
      var made = JournalFile.make(path, files.size(), size, policy, fullness);
      files.add(made);
      return made;
    } catch (IOException e) {
      fullness.broken(path + " cannot be made: " + e.getMessage());
      return policy == Policy.REFUSE ? new Refusing() : Journal.NONE;
    }
  }

  /** What earlier processes kept and did not hand over; some of it the store may have. */
  public List<RequestRecord> recovered() {
    return List.copyOf(recovered);
  }

  /** The store has these, in the order in which each loop kept them. */
  public synchronized void stored(Collection<RequestRecord> records) {
    for (RequestRecord record : records) {
      Place place = record.place();
      if (place.journal() >= 0 && place.journal() < files.size()) {
        files.get(place.journal()).drained(place.end());
      } else if (place.journaled()) {
        left.computeIfPresent(place.journal(), (_, file) -> less(file));
      }
    }
  }

  private static @org.jspecify.annotations.Nullable Left less(Left file) {
    if (file.open() > 1) {
      return new Left(file.path(), file.open() - 1);
    }
    delete(file.path());
    return null;
  }

  /** Requests and attempts that a crash would lose, since the start. */
  public long unbooked() {
    return fullness.count();
  }

  /** Whether something could not be kept a moment ago. */
  public boolean full() {
    return fullness.lately();
  }

  /** Why nothing is journaled any more, if so. */
  public Optional<String> problem() {
    return fullness.problem();
  }

  private void recover() throws IOException {
    List<Path> paths;
    try (Stream<Path> found = Files.list(folder)) {
      paths = found.filter(path -> path.toString().endsWith(ENDING)).sorted().toList();
    }
    int number = 1 << 20;
    for (Path path : paths) {
      recover(path, number++);
    }
    if (!recovered.isEmpty()) {
      log.warn("{} requests of a process that was killed are booked now", recovered.size());
    }
  }

  private void recover(Path path, int number) throws IOException {
    try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock mine = lock(channel)) {
      if (mine == null) {
        return;
      }
      var found = LeftJournal.read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
      if (found.torn() > 0) {
        log.warn("{} records in {} were written in part", found.torn(), path.getFileName());
      }
      List<RequestRecord> records = whole(found);
      records.forEach(record -> recovered.add(record.at(new Place(number, 0))));
      if (records.isEmpty()) {
        delete(path);
      } else {
        left.put(number, new Left(path, records.size()));
      }
    } catch (LeftJournal.Foreign e) {
      log.error("{} is left alone: {}", path.getFileName(), e.getMessage());
    }
  }

  private static @org.jspecify.annotations.Nullable FileLock lock(FileChannel channel)
      throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static List<RequestRecord> whole(LeftJournal found) {
    Map<String, RequestRecord> byId = new LinkedHashMap<>();
    found.records().forEach(record -> byId.put(record.id(), record));
    Map<String, List<OpenAttempt>> open = new LinkedHashMap<>();
    for (OpenAttempt each : found.open()) {
      open.computeIfAbsent(each.request().id(), _ -> new ArrayList<>()).add(each);
    }
    open.forEach((id, attempts) -> byId.computeIfAbsent(id, _ -> Interrupted.settle(attempts)));
    return List.copyOf(byId.values());
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.warn("{} cannot be deleted: {}", path, e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    for (JournalFile file : files) {
      try {
        file.close();
      } catch (IOException e) {
        log.warn("A journal cannot be closed: {}", e.getMessage());
      }
    }
  }

  /** Stands for a file that cannot be made, when no request may go unbooked. */
  private static final class Refusing implements Journal {
    @Override
    public boolean accepting() {
      return false;
    }

    @Override
    public Optional<Entry> begin(Begun begun) {
      return Optional.empty();
    }

    @Override
    public Place keep(RequestRecord record) {
      return Place.NONE;
    }
  }
}
