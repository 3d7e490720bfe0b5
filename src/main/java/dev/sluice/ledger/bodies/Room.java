package dev.sluice.ledger.bodies;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of copies the process may hold at once. */
final class Room {

  private final long most;
  private final AtomicLong held = new AtomicLong();

  Room(long most) {
    this.most = most;
  }

  boolean take(int bytes) {
    if (held.addAndGet(bytes) <= most) {
      return true;
    }
    held.addAndGet(-bytes);
    return false;
  }

  void giveBack(int bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
