package dev.sluice.upstream;

import dev.sluice.protocol.Dialect;
import dev.sluice.protocol.Protocol;
import dev.sluice.protocol.StreamError;
import dev.sluice.protocol.StreamTap;
import dev.sluice.protocol.Usage;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as they pass. JSON in their place is no answer, but an error that it
 * tells is heard.
 */
final class StreamReading implements Reading {

  private final Protocol protocol;
  private final boolean wholeToo;
  private final StreamTap tap;
  private @Nullable WholeReading json;
  private int length;

  /**
   * @param wholeToo whether one JSON value is an answer, too
   */
  StreamReading(Protocol protocol, boolean wholeToo) {
    this.protocol = protocol;
    this.wholeToo = wholeToo;
    tap = Dialect.of(protocol).streamTap();
  }

  @Override
  public void feed(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    tap.feed(bytes, 0, bytes.length);
    if (tap.shape() == StreamTap.Shape.JSON) {
      feedJson(chunk);
    }
  }

  private void feedJson(Buffer chunk) {
    if (json == null) {
      json = new WholeReading(Order.Shape.WHOLE, protocol);
    }
    length += chunk.length();
    json.feed(chunk);
  }

  @Override
  public Finding finding() {
    if (json != null) {
      return length > Held.MOST && !wholeToo ? Finding.NOT_AN_ANSWER : json.finding();
    }
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
    if (json != null) {
      End end = json.atEnd();
      return wholeToo || end == End.ERROR ? end : End.NOT_AN_ANSWER;
    }
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
  public boolean complete() {
    return json == null ? tap.terminal() && tap.error().isEmpty() : wholeToo && json.complete();
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
    return json == null ? tap.usage() : json.usage();
  }

  @Override
  public Optional<byte[]> error() {
    return json != null ? json.error() : tap.error().map(StreamError::json);
  }
}
