package dev.sluice.upstream;

import dev.sluice.protocol.AnswerTap;
import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.Usage;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Reads one JSON value as it passes; of an array of answers the first content opens it. */
final class WholeReading implements Reading {

  private final Order.Shape shape;
  private final AnswerTap tap;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private boolean finished;
  private long progress;

  WholeReading(Order.Shape shape, Protocol protocol) {
    this.shape = shape;
    this.tap = Dialect.of(protocol).answerTap();
  }

  @Override
  public void feed(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    progress++;
    tap.feed(bytes, 0, bytes.length);
    if (kept.size() + bytes.length <= Held.MOST) {
      kept.writeBytes(bytes);
    }
  }

  @Override
  public Finding finding() {
    if (tap.malformed()) {
      return Finding.NOT_AN_ANSWER;
    }
    if (tap.isError()) {
      return Finding.WAIT;
    }
    return shape == Order.Shape.ARRAY && !tap.empty() ? Finding.CONTENT : Finding.WAIT;
  }

  @Override
  public End atEnd() {
    if (!finished) {
      finished = true;
      tap.finish();
    }
    if (tap.empty()) {
      return End.CUT;
    }
    if (tap.malformed()) {
      return End.NOT_AN_ANSWER;
    }
    return tap.isError() ? End.ERROR : End.COMPLETE;
  }

  @Override
  public boolean terminal() {
    return false;
  }

  @Override
  public boolean complete() {
    return tap.whole() && !tap.isError();
  }

  /** An error that comes whole ends with its answer, never before. */
  @Override
  public boolean saidAll() {
    return false;
  }

  @Override
  public boolean betweenEvents() {
    return false;
  }

  @Override
  public boolean started() {
    return true;
  }

  @Override
  public long progress() {
    return progress;
  }

  @Override
  public Usage usage() {
    return tap.usage();
  }

  @Override
  public Optional<byte[]> error() {
    return tap.isError() ? Optional.of(kept.toByteArray()) : Optional.empty();
  }
}
