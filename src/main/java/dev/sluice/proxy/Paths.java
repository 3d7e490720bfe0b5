package dev.sluice.proxy;

import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;

/** The path of a request, which a request line without one leaves out. */
final class Paths {

  private Paths() {}

  static String of(HttpServerRequest request) {
    return Objects.requireNonNullElse(request.path(), "");
  }
}
