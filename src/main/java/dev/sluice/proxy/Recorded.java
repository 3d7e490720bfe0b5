package dev.sluice.proxy;

import dev.sluice.access.Caller;
import dev.sluice.access.User;
import dev.sluice.ledger.CallerRecord;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What the books may know of a caller and its headers. */
final class Recorded {

  private static final int TRACE_LENGTH = 55;
  private static final CharSequence TRACE = HttpHeaders.createOptimized("traceparent");

  private Recorded() {}

  static CallerRecord caller(Caller caller) {
    return switch (caller) {
      case Caller.Administrator(var key) -> new CallerRecord("access-key", key, "");
      case Caller.Holder(var key, var owner) ->
          new CallerRecord("key", key.id(), key.terms().name(), owner.map(User::id).orElse(""));
    };
  }

  /** The caller's {@code traceparent}; empty when there is none that deserves the name. */
  static String trace(MultiMap headers) {
    @Nullable String value = headers.get(TRACE);
    if (value == null || value.length() != TRACE_LENGTH) {
      return "";
    }
    return value.chars().allMatch(Recorded::belongs) ? value : "";
  }

  private static boolean belongs(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == '-';
  }
}
