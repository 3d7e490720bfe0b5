package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.convert.CallerSide;
import dev.sluice.protocol.convert.CountRequest;
import dev.sluice.protocol.convert.TokenEstimate;
import dev.sluice.routing.Candidate;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The ways on which answers reach one caller. */
final class Passages {

  private static final int BAD_REQUEST = 400;

  private final Endpoint endpoint;
  private final CallerAnswer answer;
  private final Silence silence;

  Passages(Endpoint endpoint, CallerAnswer answer, Silence silence) {
    this.endpoint = endpoint;
    this.answer = answer;
    this.silence = silence;
  }

  /** Whether a candidate speaks another protocol than the caller. */
  boolean foreign(Candidate from) {
    return from.channel().config().type() != endpoint.protocol();
  }

  Passage of(Candidate from, Orders orders) {
    String channel = from.channel().id();
    if (!foreign(from)) {
      orders.changed().ifPresent(answer::warn);
      return new UntouchedPassage(answer, silence, channel);
    }
    try {
      var conversion = orders.conversion();
      if (endpoint.task() == Endpoint.Task.COUNT) {
        CountRequest question = conversion.count(from).orElseThrow();
        return new CountedPassage(question, answer, endpoint.protocol(), channel);
      }
      String lost = conversion.to(from).losses().line();
      return new ConvertedPassage(answer, silence, conversion.answerOf(from), channel, lost);
    } catch (CannotAsk e) {
      throw new IllegalStateException("was asked already", e);
    }
  }

  /** Whether an estimate is a better answer than this: what is wrong with the request is not. */
  boolean estimates(FinalAnswer outcome) {
    return endpoint.task() == Endpoint.Task.COUNT
        && switch (outcome) {
          case FinalAnswer.Relayed(var upstream, _, _) -> upstream.status() != BAD_REQUEST;
          case FinalAnswer.Own(var fault, _) -> fault.kind().status() != BAD_REQUEST;
        };
  }

  /** Answers with an estimate; counting takes its time and is done elsewhere. */
  Future<Void> estimate(Vertx vertx, Orders orders) {
    Promise<Buffer> counted = Promise.promise();
    vertx
        .executeBlocking(
            () -> {
              long tokens =
                  TokenEstimate.of(orders.conversion().caller().message(), orders.model());
              return Buffer.buffer(CallerSide.of(endpoint.protocol()).count(tokens));
            },
            false)
        .onComplete(counted);
    return counted
        .future()
        .onComplete(
            answer::estimated, cause -> answer.errors().refuse(faultOf(cause), At.EVENT_END))
        .mapEmpty();
  }

  private static Fault faultOf(Throwable cause) {
    return cause instanceof CannotAsk cannot ? cannot.fault() : Intake.faultOf(cause);
  }
}
