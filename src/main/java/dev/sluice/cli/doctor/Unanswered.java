package dev.sluice.cli.doctor;

import static dev.sluice.base.Words.asIs;
import static dev.sluice.base.Words.words;

import dev.sluice.base.Words;
import dev.sluice.health.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why no answer came from a gateway, and what to do about it. */
final class Unanswered {

  private static final Words UNTRUSTED =
      words(
          "check the certificate where TLS ends (name, chain, date), or whether the address should"
              + " begin with http://");

  private Unanswered() {}

  static Finding finding(Words group, Words check, IOException failure) {
    return switch (failure) {
      case SSLException e -> Finding.failed(group, words("TLS"), asIs(text(e)), UNTRUSTED);
      case ConnectException e when has(e, UnresolvedAddressException.class) ->
          unresolved(group, check);
      case UnknownHostException _ -> unresolved(group, check);
      case ConnectException e ->
          Finding.failed(
              group,
              check,
              words("no connection: {}", text(e)),
              words("start it (sluice serve), or check --url"));
      case HttpTimeoutException _ ->
          Finding.failed(
              group,
              check,
              words("no answer in time"),
              words("check the address, and what stands in front and its timeouts"));
      default ->
          Finding.failed(
              group,
              check,
              words("no answer: {}", text(failure)),
              words("check the address and the gateway's log"));
    };
  }

  private static Finding unresolved(Words group, Words check) {
    return Finding.failed(
        group,
        check,
        words("the name does not resolve"),
        words("check the host in the address, and its DNS"));
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static String text(Throwable failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        return at.getMessage().replaceAll("\\s+", " ");
      }
    }
    return failure.getClass().getSimpleName();
  }
}
