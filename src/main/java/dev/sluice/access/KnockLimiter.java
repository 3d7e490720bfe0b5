package dev.sluice.access;

public final class KnockLimiter {
  public KnockLimiter(java.time.InstantSource c) {}
}
