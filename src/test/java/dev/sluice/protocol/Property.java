package dev.sluice.protocol;

import java.util.Random;

/** Something that holds for whatever chance makes up. */
public final class Property {

  private Property() {}

  /** What must hold for one draw. */
  @FunctionalInterface
  public interface Claim {
    void check(Random chance) throws Exception;
  }

  /** Checks the claim under many seeds, and names the one under which it fails. */
  public static void holds(int times, Claim claim) {
    for (long seed = 1; seed <= times; seed++) {
      try {
        claim.check(new Random(seed * 0x9E3779B97F4A7C15L));
      } catch (Throwable failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
  }
}
