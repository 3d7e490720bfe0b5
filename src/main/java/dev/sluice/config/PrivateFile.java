package dev.sluice.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and folders that only their owner may read. */
public final class PrivateFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /** Makes the folder and its missing parents. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, attributes(folder, OWNER_ONLY_FOLDER));
    }
  }

  /** Opens a file, made with mode 600 and for its folder's owner when it was not there. */
  public static FileChannel open(Path file, Set<? extends OpenOption> options) throws IOException {
    boolean made = Files.notExists(file);
    FileChannel channel = FileChannel.open(file, options, attributes(file, OWNER_ONLY));
    if (made) {
      adopt(file);
    }
    return channel;
  }

  /** Writes a new file through to the disk; fails when it is there already. */
  public static void write(Path file, byte[] content) throws IOException {
    try (var channel =
        open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      writeAll(channel, content);
    }
  }

  static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
    channel.force(true);
  }

  /* The superuser's commands must not leave files behind that the gateway's user cannot open. */
  private static void adopt(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.getOwner(file).equals(Files.getOwner(folder))) {
      try {
        Files.setOwner(file, Files.getOwner(folder));
      } catch (IOException e) {
        // Only the superuser may give a file away; anyone else keeps what they made.
      }
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> mode) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
  }
}
