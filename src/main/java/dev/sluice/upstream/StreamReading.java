package dev.sluice.upstream;

import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.StreamError;
import dev.sluice.protocol.StreamTap;
import dev.sluice.protocol.Usage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Reads server-sent events as they pass. */
final class StreamReading implements Reading {

  private final StreamTap tap;

  StreamReading(Protocol protocol) {
    tap = Dialect.of(protocol).streamTap();
  }

  @Override
  public void feed(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    tap.feed(bytes, 0, bytes.length);
  }

  @Override
  public Finding finding() {
    if (!tap.looksLikeSse()) {
      return Finding.NOT_AN_ANSWER;
    }
    if (tap.error().isPresent()) {
      return Finding.ERROR;
    }
    return tap.content() || tap.blind() ? Finding.CONTENT : Finding.WAIT;
  }

  @Override
  public End atEnd() {
    tap.finish();
    if (!tap.looksLikeSse()) {
      return End.NOT_AN_ANSWER;
    }
    if (tap.error().isPresent()) {
      return End.ERROR;
    }
    return tap.terminal() || tap.blind() ? End.COMPLETE : End.CUT;
  }

  @Override
  public boolean terminal() {
    return tap.terminal();
  }

  @Override
  public boolean betweenEvents() {
    return tap.betweenEvents();
  }

  @Override
  public boolean started() {
    return tap.started();
  }

  @Override
  public long progress() {
    return tap.progress();
  }

  @Override
  public Usage usage() {
    return tap.usage();
  }

  @Override
  public Optional<byte[]> error() {
    return tap.error().map(StreamError::json);
  }
}
