package dev.sluice.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection and the one platform thread that uses it: native calls would pin virtual threads.
 * Opens at the first work, and anew after a failure.
 */
final class Lane implements AutoCloseable {

  /** Opens connections. */
  @FunctionalInterface
  interface Source {
    Connection open() throws SQLException;
  }

  private static final int MOST_WAITING = 64;
  private static final int CLOSE_SECONDS = 5;

  private final Source source;
  private final ThreadPoolExecutor thread;
  private @Nullable Connection connection;

  Lane(String name, Source source) {
    this.source = source;
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name(name).factory());
  }

  <T> CompletableFuture<T> run(Work<T> work) {
    var result = new CompletableFuture<T>();
    try {
      thread.execute(() -> complete(result, work));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(new StoreAway("the database has too much to do", e));
    }
    return result;
  }

  int waiting() {
    return thread.getQueue().size();
  }

  private <T> void complete(CompletableFuture<T> result, Work<T> work) {
    try {
      if (connection == null) {
        connection = source.open();
      }
      result.complete(work.with(connection));
    } catch (Exception e) {
      drop();
      result.completeExceptionally(new StoreAway(String.valueOf(e.getMessage()), e));
    }
  }

  /* Whatever state the failure left behind goes with the connection. */
  private void drop() {
    Connection broken = connection;
    connection = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        // It was of no use any more.
      }
    }
  }

  @Override
  public void close() {
    thread.execute(this::drop);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
