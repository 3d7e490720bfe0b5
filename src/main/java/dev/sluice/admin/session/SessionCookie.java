package dev.sluice.admin.session;

import dev.sluice.access.Front;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cookie that carries a session. Over TLS its name promises the browser's own checks: {@code
 * __Host-} where the gateway has the whole host, {@code __Secure-} below a path, which {@code
 * __Host-} cannot name.
 */
public final class SessionCookie {

  private static final String PLAIN = "sluice";
  private static final String OF_HOST = "__Host-" + PLAIN;
  private static final String OF_PATH = "__Secure-" + PLAIN;

  private final Front front;

  public SessionCookie(Front front) {
    this.front = front;
  }

  /** The token of a request; a name that anyone may set is not looked at over TLS. */
  public Optional<String> of(HttpServerRequest request) {
    List<String> names =
        front.plainCookies(request) ? List.of(secureName(), PLAIN) : List.of(secureName());
    return names.stream()
        .map(request::getCookie)
        .flatMap(Stream::ofNullable)
        .map(Cookie::getValue)
        .findFirst();
  }

  public void set(HttpServerRequest request, SignIns.Opened opened) {
    write(request, opened.token(), opened.kept());
  }

  public void clear(HttpServerRequest request) {
    write(request, "", Optional.of(Duration.ZERO));
  }

  private void write(HttpServerRequest request, String value, Optional<Duration> kept) {
    boolean secure = front.secureCookies(request);
    String cookie =
        (secure ? secureName() : PLAIN)
            + "="
            + value
            + kept.map(time -> "; Max-Age=" + time.toSeconds()).orElse("")
            + "; Path="
            + path()
            + (secure ? "; Secure" : "")
            + "; HttpOnly; SameSite=Strict";
    request.response().putHeader(HttpHeaders.SET_COOKIE, cookie);
  }

  private String secureName() {
    return front.basePath().isEmpty() ? OF_HOST : OF_PATH;
  }

  /* Without a slash at its end, so that the address without one is part of it. */
  private String path() {
    return front.basePath().isEmpty() ? "/" : front.basePath();
  }
}
