package dev.sluice.protocol;

import java.io.IOException;

/** Hears of the scalars in a JSON document, in the order in which they stand. */
@FunctionalInterface
public interface Members {

  /**
   * Hears of one scalar.
   *
   * @param path the names that lead to it, a slash before each; arrays leave no trace
   * @param value valid only during the call
   */
  void member(String path, Scalar value) throws IOException;
}
