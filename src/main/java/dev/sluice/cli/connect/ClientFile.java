package dev.sluice.cli.connect;

import dev.sluice.config.FileReplacement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A settings file of a client.
 *
 * @param named where the client looks for it
 * @param real where its bytes are: elsewhere for a symbolic link
 */
record ClientFile(Path named, Path real) {

  private static final int MOST_LINKS = 40;

  static ClientFile at(Path named) throws IOException, ConnectFailed {
    Path real = named;
    for (int links = 0; Files.isSymbolicLink(real); links++) {
      if (links == MOST_LINKS) {
        throw ConnectFailed.invalid(named + " is a symbolic link that leads to itself");
      }
      real = real.resolveSibling(Files.readSymbolicLink(real)).normalize();
    }
    if (!real.equals(named) && !Files.isDirectory(real.resolveSibling(""))) {
      throw ConnectFailed.notFound(
          named + " is a symbolic link to " + real + ", whose folder is not there");
    }
    return new ClientFile(named, real);
  }

  /** The content, empty when there is no file. */
  Optional<byte[]> read() throws IOException, ConnectFailed {
    if (Files.isDirectory(real)) {
      throw ConnectFailed.invalid(named + " is a folder (expected: a file)");
    }
    if (Files.exists(real) && !Files.isRegularFile(real)) {
      throw ConnectFailed.invalid(named + " is no regular file (expected: a file)");
    }
    try {
      return Optional.of(Files.readAllBytes(real));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw ConnectFailed.refused(named + " cannot be read: run as its owner");
    }
  }

  static String text(Path named, byte[] content) throws ConnectFailed {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw ConnectFailed.invalid(named + " is not UTF-8 text");
    }
  }

  /* The superuser could write it all the same, and a rename needs no leave of the file's mode. */
  void refuseReadOnly() throws IOException, ConnectFailed {
    boolean locked =
        mode(real).filter(mode -> !mode.contains(PosixFilePermission.OWNER_WRITE)).isPresent();
    if (Files.exists(real) && (locked || !Files.isWritable(real))) {
      throw ConnectFailed.refused(named + " is read-only; allow writing first: chmod u+w " + named);
    }
  }

  boolean readByOthers() throws IOException {
    return mode(real)
        .filter(mode ->
            mode.contains(PosixFilePermission.OTHERS_READ)
                || mode.contains(PosixFilePermission.GROUP_READ))
        .isPresent();
  }

  private static Optional<Set<PosixFilePermission>> mode(Path file) throws IOException {
    var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    return view == null || Files.notExists(file)
        ? Optional.empty()
        : Optional.of(view.readAttributes().permissions());
  }

  /** Makes the folder if need be; true when it was made. */
  boolean makeFolder() throws IOException, ConnectFailed {
    Path folder = real.resolveSibling("");
    if (Files.isDirectory(folder)) {
      return false;
    }
    try {
      Files.createDirectories(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      throw ConnectFailed.invalid(e.getFile() + " is no folder (expected: one for " + named + ")");
    }
  }

  void write(byte[] content) throws IOException {
    FileReplacement.write(real, content);
  }

  void delete() throws IOException {
    Files.deleteIfExists(real);
  }

  void deleteEmptyFolder() throws IOException {
    try {
      Files.deleteIfExists(real.resolveSibling(""));
    } catch (DirectoryNotEmptyException e) {
      // Someone has put something into it since.
    }
  }

  /** A file of our own beside it. */
  Path beside(String suffix) {
    return named.resolveSibling(named.getFileName() + suffix);
  }

  boolean exists() {
    return Files.exists(real, LinkOption.NOFOLLOW_LINKS);
  }
}
