package dev.sluice.proxy;

import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.UpstreamFaults;
import dev.sluice.upstream.UpstreamAnswer;

/** What an upstream's error says, for places where it cannot stand as it came. */
final class Retelling {

  private Retelling() {}

  static Fault of(UpstreamAnswer answer) {
    return UpstreamFaults.of(answer.status(), answer.body().getBytes()).ofChannel();
  }

  /** One line of at most 500 printable ASCII characters. */
  static String line(UpstreamAnswer answer) {
    return ErrorText.of(answer.body().getBytes()).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
