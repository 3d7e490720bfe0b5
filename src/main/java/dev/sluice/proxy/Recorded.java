package dev.sluice.proxy;

import dev.sluice.access.Caller;
import dev.sluice.ledger.CallerRecord;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** What the books may know of a caller and its headers. */
final class Recorded {

  private static final int TRACE_LENGTH = 55;

  private Recorded() {}

  static CallerRecord caller(Caller caller) {
    return switch (caller) {
      case Caller.Administrator(var key) -> new CallerRecord("access-key", key, "");
      case Caller.Holder(var key, _) -> new CallerRecord("key", key.id(), key.terms().name());
    };
  }

  /** The caller's {@code traceparent}; empty when there is none that deserves the name. */
  static String trace(MultiMap headers) {
    @Nullable String value = headers.get("traceparent");
    if (value == null || value.length() != TRACE_LENGTH) {
      return "";
    }
    return value.chars().allMatch(Recorded::belongs) ? value : "";
  }

  private static boolean belongs(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
  }
}
