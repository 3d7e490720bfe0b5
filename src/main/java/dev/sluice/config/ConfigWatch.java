package dev.sluice.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the document again and again and tells what is new.
 *
 * <p>Looking by path sees every way of saving: writing into the file and replacing it. A document
 * that is refused is looked at a few times more, because its writer may only be half done.
 */
final class ConfigWatch {

  /** What one look shows. */
  sealed interface Seen {
    record Nothing() implements Seen {}

    record Good(Loaded loaded) implements Seen {}

    record Bad(List<Problem> problems) implements Seen {}
  }

  private static final Seen NOTHING = new Seen.Nothing();
  private static final int PATIENCE = 3;

  private record Stamp(FileTime modified, long size, @Nullable Object inode) {
    static final Stamp ABSENT = new Stamp(FileTime.fromMillis(0), -1, null);
  }

  private final ConfigFile file;
  private Stamp last = Stamp.ABSENT;
  private int refusals;

  ConfigWatch(ConfigFile file) {
    this.file = file;
  }

  /** The first look, to which a missing file is an empty one. */
  Loaded first() throws IOException, InvalidConfiguration {
    last = stamp();
    return file.load();
  }

  Seen look() {
    try {
      Stamp now = stamp();
      if (now.equals(last) && refusals == 0) {
        return NOTHING;
      }
      last = now;
      return now.equals(Stamp.ABSENT) ? refused(gone()) : loaded(file.load());
    } catch (InvalidConfiguration e) {
      return refused(e.problems());
    } catch (IOException e) {
      return refused(List.of(new Problem("", "cannot be read: " + e.getMessage())));
    }
  }

  /* A file that vanishes under the look reads as empty; nobody meant to drop every channel. */
  private Seen loaded(Loaded loaded) {
    if (loaded.document().isEmpty() && Files.notExists(file.path())) {
      return refused(gone());
    }
    refusals = 0;
    return new Seen.Good(loaded);
  }

  private Seen refused(List<Problem> problems) {
    refusals++;
    if (refusals < PATIENCE) {
      return NOTHING;
    }
    refusals = 0;
    return new Seen.Bad(problems);
  }

  private List<Problem> gone() {
    return List.of(new Problem("", "the file " + file.path() + " is gone"));
  }

  private Stamp stamp() throws IOException {
    Path path = file.path();
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (NoSuchFileException e) {
      return Stamp.ABSENT;
    }
  }
}
