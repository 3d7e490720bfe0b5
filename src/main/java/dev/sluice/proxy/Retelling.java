package dev.sluice.proxy;

import dev.sluice.protocol.ErrorText;
import dev.sluice.protocol.Fault;
import dev.sluice.upstream.UpstreamAnswer;

/** What an upstream's error says, for places where it cannot stand as it came. */
final class Retelling {

  private Retelling() {}

  static Fault of(UpstreamAnswer answer) {
    return new Fault(kindOf(answer.status()), ErrorText.of(answer.body().getBytes()));
  }

  private static Fault.Kind kindOf(int upstreamStatus) {
    return switch (upstreamStatus) {
      case 404 -> Fault.Kind.MODEL_UNKNOWN;
      case 413 -> Fault.Kind.TOO_LARGE;
      case 429 -> Fault.Kind.RATE_LIMITED;
      case 503, 529 -> Fault.Kind.OVERLOADED;
      case 504 -> Fault.Kind.TIMEOUT;
      default -> upstreamStatus < 500 ? Fault.Kind.INVALID_REQUEST : Fault.Kind.UPSTREAM_FAILED;
    };
  }
}
