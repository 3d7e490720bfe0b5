package dev.sluice.proxy;

import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Fault;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** What a caller is told when there is no answer, in whatever phase its own has come to. */
final class CallerErrors {

  private static final Buffer EVENT_BREAK = Buffer.buffer("\n\n");

  private final CallerAnswer answer;
  private final AnswerHead head;
  private final Dialect dialect;
  private final String requestId;

  CallerErrors(CallerAnswer answer, AnswerHead head, Dialect dialect, String requestId) {
    this.answer = answer;
    this.head = head;
    this.dialect = dialect;
    this.requestId = requestId;
  }

  /** An upstream's own answer that is no success, whole: status and body as they came. */
  void relay(
      UpstreamAnswer said, String channelId, int attempts, Optional<FinalAnswer.Advice> advice) {
    if (!answer.held()) {
      breakOff(Retelling.of(said), At.EVENT_END);
      return;
    }
    head.from(channelId, attempts);
    head.ofWhole(said);
    advice.ifPresent(head::advise);
    answer.only(said.status(), said.body());
  }

  /**
   * An upstream's error in the words of the caller's protocol.
   *
   * @param original what the upstream said
   */
  void retell(UpstreamAnswer original, String channelId, int attempts, FinalAnswer.Advice advice) {
    if (answer.held()) {
      head.from(channelId, attempts);
      head.quotes(Retelling.line(original));
    }
    refuse(Retelling.of(original), advice, attempts);
  }

  /** The gateway's own error. */
  void refuse(Fault fault, FinalAnswer.Advice advice, int attempts) {
    if (answer.held()) {
      head.attempts(attempts);
    }
    advise(advice);
    refuse(fault, At.EVENT_END);
  }

  /** Whether and when to ask again, if that can still be said. */
  void advise(FinalAnswer.Advice advice) {
    if (answer.held()) {
      head.advise(advice);
    }
  }

  /** Ends whatever phase the answer is in. */
  void refuse(Fault fault, At at) {
    if (!answer.held()) {
      breakOff(fault, at);
      return;
    }
    var error = dialect.error(fault, requestId);
    head.ofError(error);
    answer.only(error.status(), Buffer.buffer(error.body()));
  }

  /** A client that only understands errors inside a stream gets a stream that is nothing else. */
  void refuseInStream(Fault fault) {
    if (answer.held()) {
      answer.open();
    }
    breakOff(fault, At.EVENT_END);
  }

  /**
   * Ends a stream that has begun by the protocol's own error; an answer that is no stream can only
   * be cut.
   */
  void breakOff(Fault fault, At at) {
    if (answer.ended()) {
      return;
    }
    if (!answer.streams()) {
      answer.cut();
      return;
    }
    if (at == At.INSIDE_EVENT) {
      answer.write(EVENT_BREAK);
    }
    byte[] frame =
        answer.committed()
            ? dialect.streamError(fault, requestId)
            : dialect.streamErrorBeforeStart(fault, requestId);
    answer.last(Buffer.buffer(frame));
  }
}
