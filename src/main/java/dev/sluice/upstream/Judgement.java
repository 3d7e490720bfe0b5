package dev.sluice.upstream;

import dev.sluice.channel.Verdict;
import dev.sluice.protocol.Protocol;
import java.time.Instant;
import java.util.Optional;

/** What the ends of attempts mean. */
final class Judgement {

  private Judgement() {}

  /** An answer whose status says that it is no success. */
  static Failure refused(Protocol protocol, UpstreamAnswer answer) {
    Verdict verdict =
        Classifier.answer(
            protocol,
            answer.status(),
            answer.headers()::get,
            answer.body().getBytes(),
            Instant.now());
    return new Failure(verdict, Optional.of(answer), "answered " + answer.status());
  }

  /** An answer that says it is a success and is none. */
  static Failure fakeSuccess(
      Protocol protocol, Reading reading, UpstreamAnswer answer, String reason) {
    Verdict verdict =
        reading
            .error()
            .map(data -> Classifier.streamError(data, Instant.now()))
            .orElseGet(() -> new Verdict.ChannelFailed("fake_success"));
    Optional<UpstreamAnswer> said =
        reading.error().map(data -> FakeSuccess.asAnswer(protocol, verdict, data, answer));
    return new Failure(verdict, said, reason);
  }

  static Ending complete(Reading reading) {
    Verdict verdict =
        reading
            .error()
            .map(data -> Classifier.streamError(data, Instant.now()))
            .orElseGet(Verdict.Succeeded::new);
    return new Ending.Complete(reading.usage(), verdict);
  }

  static Ending broken(Reading reading, String reason) {
    return new Ending.Broken(
        reading.usage(),
        new Verdict.ChannelFailed("broken_stream"),
        reason,
        !reading.betweenEvents());
  }
}
