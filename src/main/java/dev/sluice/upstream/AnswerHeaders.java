package dev.sluice.upstream;

import static java.util.Locale.ROOT;

import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;

/** What of an upstream's headers goes to the caller. */
public final class AnswerHeaders {

  /*
   * These speak about the upstream's origin, not about its answer: a browser or client would apply
   * them to the gateway's own address.
   */
  private static final Set<String> OF_THE_ORIGIN =
      Set.of(
          "set-cookie", "set-cookie2", "alt-svc", "strict-transport-security", "clear-site-data");

  private static final String CROSS_ORIGIN = "access-control-";
  private static final String OURS = "x-sluice-";

  private AnswerHeaders() {}

  /** Leaves out {@code content-length} too: whoever writes the body knows it. */
  public static void copy(MultiMap upstream, MultiMap caller) {
    Set<String> named = HopByHop.named(upstream);
    for (Map.Entry<String, String> header : upstream) {
      String name = header.getKey().toLowerCase(ROOT);
      if (goes(name) && !named.contains(name)) {
        caller.add(name, header.getValue());
      }
    }
  }

  private static boolean goes(String name) {
    return !HopByHop.NAMES.contains(name)
        && !name.equals("content-length")
        && !OF_THE_ORIGIN.contains(name)
        && !name.startsWith(CROSS_ORIGIN)
        && !name.startsWith(OURS);
  }
}
