package dev.sluice.access;

import dev.sluice.base.Secret;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** Issued keys as requests see them: whole, from memory, and never while they change. */
public final class Issued {

  private final AtomicReference<Directory> current = new AtomicReference<>(Directory.EMPTY);
  private final InstantSource clock;

  public Issued(InstantSource clock) {
    this.clock = clock;
  }

  public Directory now() {
    return current.get();
  }

  void swap(Directory next) {
    current.set(next);
  }

  Recognition again(String digest) {
    return current.get().again(digest, clock.instant());
  }

  Recognition recognise(Secret presented) {
    return current.get().recognise(presented, clock.instant());
  }
}
