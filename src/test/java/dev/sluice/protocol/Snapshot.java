package dev.sluice.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Everything that a tap tells about the meaning of its stream. */
public record Snapshot(
    boolean started,
    boolean content,
    boolean terminal,
    String error,
    Usage usage,
    long progress,
    StreamTap.Shape shape) {

  public static Snapshot of(StreamTap tap) {
    return new Snapshot(
        tap.started(),
        tap.content(),
        tap.terminal(),
        tap.error().map(error -> new String(error.json(), UTF_8)).orElse(""),
        tap.usage(),
        tap.progress(),
        tap.shape());
  }
}
