package dev.sluice.access;

import dev.sluice.base.Secret;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Issued keys as requests see them: whole, from memory, and never while they change. Closed at
 * first, so that a start need not wait for the store; whoever shows an issued key then waits.
 */
public final class Issued {

  private final AtomicReference<Directory> current = new AtomicReference<>(Directory.EMPTY);
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<Void> wanted = new CompletableFuture<>();
  private final InstantSource clock;

  public Issued(InstantSource clock) {
    this.clock = clock;
  }

  public Directory now() {
    return current.get();
  }

  /** Whether the keys are here, and with them what they have spent. */
  public boolean isOpen() {
    return opened.isDone();
  }

  /** Somebody shows an issued key: completes once it can be judged. */
  public CompletionStage<Void> opened() {
    wanted.complete(null);
    return opened.minimalCompletionStage();
  }

  /** Whether there may be an issued key in a text. */
  public static boolean mayBeIn(String text) {
    return text.contains(IssuedSecret.PREFIX);
  }

  /** Completes once somebody waits. */
  CompletionStage<Void> wanted() {
    return wanted.minimalCompletionStage();
  }

  void swap(Directory next) {
    current.set(next);
    opened.complete(null);
  }

  Recognition again(String digest) {
    return current.get().again(digest, clock.instant());
  }

  Recognition recognise(Secret presented) {
    return current.get().recognise(presented, clock.instant());
  }
}
