package dev.sluice.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.function.Consumer;

/**
 * Replaces a file as a whole: who reads it sees the old or the new content, also after a crash.
 * Mode and owner stay; a new file is its owner's alone.
 */
final class FileReplacement {

  /** How far a replacement has come. */
  enum Step {
    BEGUN,
    WRITTEN,
    OWNED,
    RENAMED
  }

  private FileReplacement() {}

  static void write(Path file, byte[] content) throws IOException {
    write(file, content, _ -> {});
  }

  /**
   * @param done told after each step, for those who must know what a crash in between leaves
   */
  static void write(Path file, byte[] content, Consumer<Step> done) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    Path folder = folder(target);
    Path temporary =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.deleteIfExists(temporary);
      done.accept(Step.BEGUN);
      PrivateFile.write(temporary, content);
      done.accept(Step.WRITTEN);
      keepOwnership(target, temporary);
      done.accept(Step.OWNED);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      done.accept(Step.RENAMED);
      force(folder);
    } catch (FileSystemException e) {
      Files.deleteIfExists(temporary);
      throw unwritable(target, e);
    }
  }

  private static Path folder(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    return folder == null ? target.toAbsolutePath() : folder;
  }

  private static void keepOwnership(Path from, Path to) throws IOException {
    var view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view == null || Files.notExists(from)) {
      return;
    }
    PosixFileAttributes before = Files.readAttributes(from, PosixFileAttributes.class);
    PosixFileAttributes made = view.readAttributes();
    if (!made.owner().equals(before.owner())) {
      view.setOwner(before.owner());
    }
    if (!made.group().equals(before.group())) {
      view.setGroup(before.group());
    }
    view.setPermissions(before.permissions());
  }

  /* A file system that cannot sync a folder has renamed all the same. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folder.
    }
  }

  static ConfigUnwritable unwritable(Path file, FileSystemException cause) {
    return new ConfigUnwritable(file + " cannot be written: " + wayOut(cause), cause);
  }

  private static String wayOut(FileSystemException cause) {
    String reason = String.valueOf(cause.getReason());
    if (cause instanceof AccessDeniedException || reason.contains("not permitted")) {
      return "run as the owner of it and its folder";
    }
    if (reason.contains("busy")) {
      return "a single mounted file cannot be replaced; mount its folder";
    }
    if (reason.contains("Read-only")) {
      return "it is read-only here; change it where it comes from";
    }
    return reason;
  }
}
