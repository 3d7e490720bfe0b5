package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.TokenEstimate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The number of a request's tokens where no upstream tells it. */
final class Estimated {

  /** Never told: the gateway answers in the upstream's place. */
  static final Fault NOBODY_COUNTS = new Fault(Fault.Kind.OVERLOADED, "no channel counts tokens");

  private static final int BAD_REQUEST = 400;

  private Estimated() {}

  /** Whether an estimate is a better answer than this: what is wrong with the request is not. */
  static boolean better(FinalAnswer outcome) {
    return switch (outcome) {
      case FinalAnswer.Relayed(var upstream, _, _) -> upstream.status() != BAD_REQUEST;
      case FinalAnswer.Own(var fault, _) -> fault.kind().status() != BAD_REQUEST;
    };
  }

  /** What the caller is told when not even that can be done. */
  static Fault faultOf(Throwable cause) {
    return cause instanceof CannotAsk cannot ? cannot.fault() : Intake.faultOf(cause);
  }

  /** The answer in the caller's protocol; counting takes its time and is done elsewhere. */
  static Future<Buffer> answer(
      Vertx vertx, Conversion conversion, Endpoint endpoint, String model) {
    return vertx.executeBlocking(
        () -> {
          long tokens = TokenEstimate.of(conversion.caller().message(), model);
          return Buffer.buffer(CallerSide.of(endpoint.protocol()).count(tokens));
        },
        false);
  }
}
