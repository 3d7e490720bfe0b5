package dev.sluice.admin;

import io.vertx.core.http.HttpMethod;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The table of what is served beside inference, and to whom. Whatever is not in it is denied; a
 * test holds it to the OpenAPI document, whose {@code operationId}s are these names.
 */
enum Operation {
  HEALTH("GET", "/health", Access.EVERYONE),
  LIVE("GET", "/health/live", Access.EVERYONE),
  READY("GET", "/health/ready", Access.EVERYONE),
  METRICS("GET", "/metrics", Access.ADMINISTRATOR),
  OPENAPI("GET", "/api/openapi.json", Access.EVERYONE),
  DOCS("GET", "/api/docs", Access.EVERYONE),
  DOCS_FILE("GET", "/api/docs/{file}", Access.EVERYONE),
  SCALAR("GET", "/api/scalar", Access.EVERYONE),
  SCALAR_FILE("GET", "/api/scalar/{file}", Access.EVERYONE),
  SIGN_IN("POST", "/api/auth/sign-in", Access.EVERYONE),
  SIGN_OUT("POST", "/api/auth/sign-out", Access.EVERYONE),
  WHO_AM_I("GET", "/api/auth/me", Access.MEMBER),
  LIST_CHANNELS("GET", "/api/channels", Access.ADMINISTRATOR),
  ADD_CHANNEL("POST", "/api/channels", Access.ADMINISTRATOR),
  ORDER_CHANNELS("PUT", "/api/channels/order", Access.ADMINISTRATOR),
  TEST_UNSAVED_CHANNEL("POST", "/api/channels/test", Access.ADMINISTRATOR),
  SHOW_CHANNEL("GET", "/api/channels/{id}", Access.ADMINISTRATOR),
  SHOW_CARD("GET", "/api/channels/{id}/card", Access.ADMINISTRATOR),
  REPLACE_CHANNEL("PUT", "/api/channels/{id}", Access.ADMINISTRATOR),
  EDIT_CHANNEL("PATCH", "/api/channels/{id}", Access.ADMINISTRATOR),
  REMOVE_CHANNEL("DELETE", "/api/channels/{id}", Access.ADMINISTRATOR),
  ACTIVATE_CHANNEL("PUT", "/api/channels/{id}/activate", Access.ADMINISTRATOR),
  DEACTIVATE_CHANNEL("PUT", "/api/channels/{id}/deactivate", Access.ADMINISTRATOR),
  TEST_CHANNEL("POST", "/api/channels/{id}/test", Access.ADMINISTRATOR),
  LIST_KEYS("GET", "/api/channels/{id}/keys", Access.ADMINISTRATOR),
  ADD_KEY("POST", "/api/channels/{id}/keys", Access.ADMINISTRATOR),
  EDIT_KEY("PATCH", "/api/channels/{id}/keys/{key}", Access.ADMINISTRATOR),
  REMOVE_KEY("DELETE", "/api/channels/{id}/keys/{key}", Access.ADMINISTRATOR),
  RESET_KEY("POST", "/api/channels/{id}/keys/{key}/reset", Access.ADMINISTRATOR),
  PING_ALL("GET", "/api/ping", Access.ADMINISTRATOR),
  PING("GET", "/api/ping/{id}", Access.ADMINISTRATOR),
  SHOW_STRATEGY("GET", "/api/strategy", Access.ADMINISTRATOR),
  SET_STRATEGY("PUT", "/api/strategy", Access.ADMINISTRATOR),
  LIST_MAPPINGS("GET", "/api/mappings", Access.ADMINISTRATOR),
  ADD_MAPPING("POST", "/api/mappings", Access.ADMINISTRATOR),
  REPLACE_MAPPING("PUT", "/api/mappings/{id}", Access.ADMINISTRATOR),
  REMOVE_MAPPING("DELETE", "/api/mappings/{id}", Access.ADMINISTRATOR),
  SHOW_CONFIGURATION("GET", "/api/config", Access.ADMINISTRATOR),
  REPLACE_CONFIGURATION("PUT", "/api/config", Access.ADMINISTRATOR),
  CHECK_CONFIGURATION("POST", "/api/config/check", Access.ADMINISTRATOR),
  SET_VALUE("PUT", "/api/config/value", Access.ADMINISTRATOR),
  DIFF_REVISIONS("GET", "/api/config/diff", Access.ADMINISTRATOR),
  LIST_REVISIONS("GET", "/api/config/revisions", Access.ADMINISTRATOR),
  SHOW_REVISION("GET", "/api/config/revisions/{n}", Access.ADMINISTRATOR),
  ROLL_BACK("POST", "/api/config/rollback", Access.ADMINISTRATOR),
  SCHEMA("GET", "/api/config/schema", Access.ADMINISTRATOR),
  LIST_LOGS("GET", "/api/stats/logs", Access.MEMBER),
  SHOW_LOG("GET", "/api/stats/logs/{id}", Access.MEMBER),
  STATS("GET", "/api/stats", Access.MEMBER),
  STATS_SERIES("GET", "/api/stats/timeseries", Access.MEMBER),
  STATS_LATENCY("GET", "/api/stats/latency", Access.MEMBER),
  LEADERBOARD("GET", "/api/stats/leaderboard", Access.MEMBER),
  EXPORT_LOGS("GET", "/api/stats/export", Access.MEMBER),
  LIST_SESSIONS("GET", "/api/sessions", Access.MEMBER),
  LIST_PRICES("GET", "/api/prices", Access.ADMINISTRATOR),
  SET_PRICES("PUT", "/api/prices", Access.ADMINISTRATOR),
  SYNC_PRICES("POST", "/api/prices/sync", Access.ADMINISTRATOR),
  LIVE_REQUESTS("GET", "/api/requests/live", Access.MEMBER),
  RECOMPUTE_COSTS("POST", "/api/prices/recompute", Access.ADMINISTRATOR),
  EVENTS("GET", "/api/events", Access.MEMBER),
  LIST_ISSUED_KEYS("GET", "/api/keys", Access.MEMBER),
  ISSUE_KEY("POST", "/api/keys", Access.ADMINISTRATOR),
  SHOW_ISSUED_KEY("GET", "/api/keys/{id}", Access.MEMBER),
  EDIT_ISSUED_KEY("PATCH", "/api/keys/{id}", Access.ADMINISTRATOR),
  REMOVE_ISSUED_KEY("DELETE", "/api/keys/{id}", Access.ADMINISTRATOR),
  ROTATE_ISSUED_KEY("POST", "/api/keys/{id}/rotate", Access.ADMINISTRATOR),
  REVEAL_ISSUED_KEY("GET", "/api/keys/{id}/secret", Access.ADMINISTRATOR),
  LIST_USERS("GET", "/api/users", Access.ADMINISTRATOR),
  ADD_USER("POST", "/api/users", Access.ADMINISTRATOR),
  SHOW_USER("GET", "/api/users/{id}", Access.ADMINISTRATOR),
  EDIT_USER("PATCH", "/api/users/{id}", Access.ADMINISTRATOR),
  REMOVE_USER("DELETE", "/api/users/{id}", Access.ADMINISTRATOR),
  ME("GET", "/api/me", Access.MEMBER),
  LIST_AUDIT("GET", "/api/audit", Access.ADMINISTRATOR),
  DOCTOR("POST", "/api/doctor", Access.ADMINISTRATOR),
  DOCTOR_STREAM("GET", "/api/doctor/stream", Access.ADMINISTRATOR);

  private static final String API = "/api/";

  private final String method;
  private final String path;
  private final Access access;

  Operation(String method, String path, Access access) {
    this.method = method;
    this.path = path;
    this.access = access;
  }

  HttpMethod method() {
    return HttpMethod.valueOf(method);
  }

  boolean changes() {
    return !method.equals("GET");
  }

  /** As the document writes it. */
  String path() {
    return path;
  }

  Access access() {
    return access;
  }

  /** As the router matches it, under its versioned name too. */
  String[] routes() {
    String route = path.replaceAll("\\{([a-z]+)}", ":$1");
    return route.startsWith(API)
        ? new String[] {route, API + "v1/" + route.substring(API.length())}
        : new String[] {route};
  }

  /** {@code LIST_CHANNELS} is {@code listChannels} in the document. */
  String id() {
    return Pattern.compile("_(.)")
        .matcher(name().toLowerCase(Locale.ROOT))
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
