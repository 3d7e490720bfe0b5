package dev.sluice.proxy;

import dev.sluice.protocol.Fault;
import dev.sluice.protocol.convert.AnswerTranslation;
import dev.sluice.upstream.Attempt;
import dev.sluice.upstream.UpstreamAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** An answer in the caller's protocol, made of one in another. */
final class ConvertedPassage implements Passage {

  private final CallerAnswer answer;
  private final Silence silence;
  private final AnswerTranslation translation;
  private final Converted head;
  private int attempts;

  /**
   * @param warnings of what was lost; empty when nothing was
   */
  ConvertedPassage(
      CallerAnswer answer,
      Silence silence,
      AnswerTranslation translation,
      String channelId,
      String warnings) {
    this.answer = answer;
    this.silence = silence;
    this.translation = translation;
    this.head = new Converted(translation.contentType(), channelId, warnings);
  }

  @Override
  public void opened(UpstreamAnswer held, int made) {
    attempts = made;
    if (translation.streamed()) {
      answer.commit(head, attempts);
    }
    bytes(held.body());
  }

  @Override
  public void bytes(Buffer chunk) {
    byte[] upstream = chunk.getBytes();
    tell(translation.feed(upstream, 0, upstream.length));
  }

  @Override
  public void complete() {
    tell(translation.finish());
    if (translation.streamed()) {
      answer.end();
      return;
    }
    translation
        .fault()
        .ifPresentOrElse(
            fault -> answer.errors().refuse(fault, At.EVENT_END),
            () -> answer.whole(head, attempts, Buffer.buffer(translation.answer())));
  }

  @Override
  public void broken(Fault fault, At at) {
    if (!translation.streamed()) {
      answer.errors().refuse(translation.fault().orElse(fault), At.EVENT_END);
      return;
    }
    tell(translation.breakOff(fault));
    answer.end();
  }

  @Override
  public void tick(long now, Attempt attempt) {
    if (translation.streamed() && silence.isDue(now)) {
      tell(translation.ping());
    }
  }

  @Override
  public boolean hasAll() {
    return translation.done();
  }

  @Override
  public Optional<Fault> misunderstood() {
    return translation.fault();
  }

  private void tell(byte[] frames) {
    if (frames.length > 0) {
      answer.write(Buffer.buffer(frames));
    }
  }
}
