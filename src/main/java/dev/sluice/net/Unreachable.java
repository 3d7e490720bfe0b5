package dev.sluice.net;

import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** There is no connection, and nothing of the request has left. */
public final class Unreachable extends Exception {

  private static final long serialVersionUID = 1L;

  /** What stood in the way. */
  public enum Kind {
    UNRESOLVED,
    REFUSED,
    TIMEOUT,
    TLS,
    FORBIDDEN_ADDRESS,
    PROXY,
    POOL
  }

  private final Kind kind;
  private final String where;
  private final String reason;

  /**
   * @param where host and port, perhaps with the proxy
   */
  Unreachable(Kind kind, String where, String reason) {
    super(oneLine(where + ": " + reason), null, false, false);
    this.kind = kind;
    this.where = where;
    this.reason = oneLine(reason);
  }

  /** Reads the failure of an attempt to connect. */
  static Unreachable because(String where, Throwable cause) {
    if (cause instanceof Unreachable known) {
      return known;
    }
    Kind kind = kindOf(cause);
    return new Unreachable(kind, where, reason(kind, cause));
  }

  public Kind kind() {
    return kind;
  }

  /** Host and port, perhaps with the proxy. */
  public String where() {
    return where;
  }

  String reason() {
    return reason;
  }

  private static Kind kindOf(Throwable cause) {
    if (has(cause, SslHandshakeTimeoutException.class)) {
      return Kind.TIMEOUT;
    }
    return switch (cause) {
      case UnknownHostException _ -> Kind.UNRESOLVED;
      case ProxyConnectException _ -> Kind.PROXY;
      case SSLException _ -> Kind.TLS;
      case io.netty.channel.ConnectTimeoutException _ -> Kind.TIMEOUT;
      case SocketTimeoutException _ -> Kind.TIMEOUT;
      case TimeoutException _ -> Kind.TIMEOUT;
      case ConnectionPoolTooBusyException _ -> Kind.POOL;
      case IllegalStateException _ -> Kind.POOL;
      default -> "Pool closed".equals(cause.getMessage()) ? Kind.POOL : Kind.REFUSED;
    };
  }

  private static String reason(Kind kind, Throwable cause) {
    return switch (kind) {
      case UNRESOLVED -> "the name does not resolve";
      case TIMEOUT -> "no connection in time";
      case POOL -> "no new connection: " + textOf(cause);
      case TLS -> "TLS: " + textOf(deepest(cause));
      case REFUSED, FORBIDDEN_ADDRESS, PROXY -> textOf(deepest(cause));
    };
  }

  private static boolean has(Throwable cause, Class<? extends Throwable> type) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable deepest(Throwable cause) {
    Throwable at = cause;
    for (Throwable next = at; next != null; next = next.getCause()) {
      at = next;
    }
    return at;
  }

  private static String textOf(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
