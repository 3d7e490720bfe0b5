package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;

/** Bytes as they come: the caller speaks the upstream's protocol. */
final class UntouchedPassage implements Passage {

  private final CallerAnswer answer;
  private final Silence silence;
  private final String channelId;

  UntouchedPassage(CallerAnswer answer, Silence silence, String channelId) {
    this.answer = answer;
    this.silence = silence;
    this.channelId = channelId;
  }

  @Override
  public void opened(UpstreamAnswer held, int attempts) {
    answer.commit(held, channelId, attempts);
  }

  @Override
  public void bytes(Buffer chunk) {
    answer.write(chunk);
  }

  @Override
  public void complete() {
    answer.end();
  }

  @Override
  public void broken(Fault fault, At at) {
    answer.errors().breakOff(fault, at);
  }

  @Override
  public void tick(long now, Attempt attempt) {
    silence.tickFlowing(now, attempt.reading());
  }
}
