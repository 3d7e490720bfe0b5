package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import java.util.List;
import java.util.Map;

/** The HTTP status behind the type of an error that came without one. */
final class ImpliedStatus {

  /*
   * What says no more than "something failed" (api_error, server_error, INTERNAL) is left out: such
   * an error is judged by its words.
   */
  private static final Map<String, Integer> BY_TYPE =
      Map.ofEntries(
          Map.entry("invalid_request_error", 400),
          Map.entry("badrequesterror", 400),
          Map.entry("invalid_argument", 400),
          Map.entry("failed_precondition", 400),
          Map.entry("authentication_error", 401),
          Map.entry("unauthenticated", 401),
          Map.entry("billing_error", 402),
          Map.entry("permission_error", 403),
          Map.entry("permission_denied", 403),
          Map.entry("not_found_error", 404),
          Map.entry("not_found", 404),
          Map.entry("conflict_error", 409),
          Map.entry("request_too_large", 413),
          Map.entry("rate_limit_error", 429),
          Map.entry("resource_exhausted", 429),
          Map.entry("timeout_error", 504),
          Map.entry("deadline_exceeded", 504),
          Map.entry("unavailable", 503),
          Map.entry("overloaded_error", 529));

  private ImpliedStatus() {}

  /** 0 when no code implies one. */
  static int of(List<String> codes) {
    return codes.stream()
        .map(code -> BY_TYPE.getOrDefault(code.toLowerCase(ROOT), 0))
        .filter(status -> status > 0)
        .findFirst()
        .orElse(0);
  }
}
