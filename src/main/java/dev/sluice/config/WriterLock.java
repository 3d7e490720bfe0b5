package dev.sluice.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lock among processes and threads, held by a file that is never removed. */
final class WriterLock implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(10);

  private final FileChannel channel;

  private WriterLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, but not longer than {@code patience}. */
  static WriterLock take(Path file, Duration patience) throws IOException {
    FileChannel channel =
        PrivateFile.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    try {
      long polls = Math.max(1, patience.dividedBy(POLL));
      for (long i = 0; i < polls; i++) {
        if (tryLock(channel) != null) {
          return new WriterLock(channel);
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new ConfigBusy("another process is changing the configuration (lock " + file + ")");
  }

  /* Within one process the lock of another thread is told by an exception. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /** Closing the channel ends the lock. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
