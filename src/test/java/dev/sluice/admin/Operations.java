package dev.sluice.admin;

import java.util.Comparator;
import java.util.stream.Stream;

/** Which operation a path means. */
final class Operations {

  private Operations() {}

  static Operation of(String method, String path) {
    String bare = path.replaceFirst("\\?.*", "").replaceFirst("^/api/v1/", "/api/");
    return Stream.of(Operation.values())
        .filter(each -> each.method().name().equals(method))
        .filter(each -> bare.matches(each.path().replaceAll("\\{[a-z]+}", "[^/]+")))
        .min(Comparator.comparingInt(each -> each.path().contains("{") ? 1 : 0))
        .orElseThrow(() -> new AssertionError(method + " " + path + " is no operation"));
  }
}
