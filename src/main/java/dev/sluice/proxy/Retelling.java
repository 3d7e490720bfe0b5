package dev.sluice.proxy;

import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.protocol.UpstreamFaults;
import dev.sluice.upstream.UpstreamAnswer;

/** What an upstream's error says, for places where it cannot stand as it came. */
final class Retelling {

  private Retelling() {}

  /** Whose key ran out or lacks a right is the channel's business, and not the caller's to mend. */
  static Fault of(UpstreamAnswer answer) {
    Fault fault = UpstreamFaults.of(answer.status(), answer.body().getBytes());
    return new Fault(kindFor(fault.kind()), fault.message(), fault.overflow());
  }

  private static Fault.Kind kindFor(Fault.Kind said) {
    return switch (said) {
      case QUOTA_EXHAUSTED -> Fault.Kind.RATE_LIMITED;
      case FORBIDDEN, UNAUTHENTICATED -> Fault.Kind.CHANNEL_KEY_REJECTED;
      default -> said;
    };
  }

  /** One line of at most 500 printable ASCII characters. */
  static String line(UpstreamAnswer answer) {
    return ErrorText.of(answer.body().getBytes()).replaceAll("[^\\x20-\\x7e]", "?");
  }
}
