package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** The way of one answer's bytes from an upstream to the caller. */
sealed interface Passage permits UntouchedPassage, ConvertedPassage, CountedPassage {

  /**
   * The first content is here.
   *
   * @param attempts made so far
   */
  void opened(UpstreamAnswer held, int attempts);

  void bytes(Buffer chunk);

  /** Every byte has come. */
  void complete();

  /**
   * The upstream broke off.
   *
   * @param at where in the upstream's bytes
   */
  void broken(Fault fault, At at);

  /** Keeps the caller alive while the upstream thinks. */
  void tick(long now, Attempt attempt);

  /** What of the answer cannot be understood although its upstream calls it an answer. */
  default Optional<Fault> misunderstood() {
    return Optional.empty();
  }
}
