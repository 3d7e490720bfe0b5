package dev.sluice.admin.panel;

import dev.sluice.access.Front;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Serves the panel to one event loop: its files by their names, and its page for every path that a
 * person may have typed or kept. Whatever is neither is left to the next handler.
 */
public final class Panel {

  /* Its names carry a digest of what is in them. */
  private static final String HASHED = "assets/";
  private static final String FOREVER = "public, max-age=31536000, immutable";
  private static final String ASK_AGAIN = "no-cache";

  /* What is not served below these is told so, even to a browser. */
  private static final List<String> PROGRAMS = List.of("api/", "health/", HASHED);

  private final Vertx vertx;
  private final Front front;
  private final Map<String, Optional<PanelFile>> files = new HashMap<>();
  private final Future<Optional<PanelPage>> page;

  private Panel(Vertx vertx, Front front) {
    this.vertx = vertx;
    this.front = front;
    this.page =
        vertx
            .executeBlocking(
                () -> PanelFile.page().map(text -> PanelPage.of(text, front.basePath())), false)
            .map(found -> Objects.requireNonNull(found));
  }

  /** Whether this build has a panel: one made without Node.js has none. */
  public static boolean built() {
    return PanelFile.class.getResource(PanelFile.INDEX) != null;
  }

  /** To be called after everything else that the router serves. */
  public static void serve(Vertx vertx, Router router, Front front) {
    var panel = new Panel(vertx, front);
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(panel::answer);
  }

  private void answer(RoutingContext context) {
    String path =
        front.path(Objects.requireNonNullElse(context.request().path(), "/")).substring(1);
    if (path.isEmpty() || path.equals("index.html")) {
      page(context);
    } else if (PanelFile.mayBe(path)) {
      file(context, path);
    } else {
      deep(context, path);
    }
  }

  /** A path of the page's own, which it reads for itself. */
  private void deep(RoutingContext context, String path) {
    if (PROGRAMS.stream().anyMatch(path::startsWith)) {
      context.next();
      return;
    }
    String accepts = String.valueOf(context.request().getHeader(HttpHeaders.ACCEPT));
    if (accepts.toLowerCase(Locale.ROOT).contains("text/html")) {
      page(context);
    } else {
      context.next();
    }
  }

  private void page(RoutingContext context) {
    page.onSuccess(found -> found.ifPresentOrElse(known -> send(context, known), context::next))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, PanelPage page) {
    var response = context.response();
    response.putHeader("etag", page.tag()).putHeader("cache-control", ASK_AGAIN);
    response.putHeader("referrer-policy", "same-origin");
    if (known(context, page.tag())) {
      // The browser keeps the page with the policy that came with it: a new one would not fit.
      response.headers().remove("content-security-policy");
      response.setStatusCode(304).end();
      return;
    }
    String nonce = page.nonce();
    response.putHeader("content-security-policy", PanelPage.policy(nonce));
    response.putHeader("content-type", "text/html; charset=utf-8");
    end(context, page.with(nonce));
  }

  private void file(RoutingContext context, String path) {
    Optional<PanelFile> known = files.get(path);
    if (known != null) {
      send(context, path, known);
      return;
    }
    vertx
        .executeBlocking(() -> PanelFile.read(path), false)
        .onSuccess(found -> {
          // What is not there is not kept: anyone may ask for anything.
          found.ifPresent(_ -> files.put(path, found));
          send(context, path, found);
        })
        .onFailure(context::fail);
  }

  private void send(RoutingContext context, String path, Optional<PanelFile> found) {
    if (found.isEmpty()) {
      context.next();
      return;
    }
    PanelFile file = found.get();
    var response = context.response();
    response.putHeader("etag", file.tag());
    response.putHeader("cache-control", path.startsWith(HASHED) ? FOREVER : ASK_AGAIN);
    file.gzip().ifPresent(_ -> response.putHeader("vary", "accept-encoding"));
    if (known(context, file.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("content-type", file.type());
    if (file.gzip().isPresent() && takesGzip(context)) {
      response.putHeader("content-encoding", "gzip");
      end(context, file.gzip().get());
    } else {
      end(context, file.bytes());
    }
  }

  private static void end(RoutingContext context, Buffer body) {
    var response = context.response();
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("content-length", Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }

  /** A page that is compressed for some and plain for others is one and the same to its tag. */
  private static boolean known(RoutingContext context, String tag) {
    String held = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    return held != null
        && Arrays.stream(held.split(","))
            .map(each -> each.strip().replaceFirst("^W/", ""))
            .anyMatch(tag::equals);
  }

  private static boolean takesGzip(RoutingContext context) {
    String takes = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return takes != null
        && Arrays.stream(takes.split(","))
            .map(each -> each.replace(" ", "").toLowerCase(Locale.ROOT))
            .anyMatch(each ->
                each.equals("gzip")
                    || (each.startsWith("gzip;") && !each.matches("gzip;q=0(\\.0*)?")));
  }
}
