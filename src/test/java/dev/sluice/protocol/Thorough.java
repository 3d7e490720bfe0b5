package dev.sluice.protocol;

import java.io.IOException;

/** A reader that reads every event to its end, whatever a glance would have spared. */
public final class Thorough implements EventReader {

  private final EventReader reader;

  public Thorough(EventReader reader) {
    this.reader = reader;
  }

  @Override
  public Glance glance(SseEvent event) {
    return reader.glance(event) == Glance.END ? Glance.END : Glance.TELLING;
  }

  @Override
  public void open(SseEvent event) {
    reader.open(event);
  }

  @Override
  public void member(String path, Scalar value) throws IOException {
    reader.member(path, value);
  }

  @Override
  public boolean conclude(Milestones reached) {
    return reader.conclude(reached);
  }

  @Override
  public Usage usage() {
    return reader.usage();
  }

  /** What a tap tells with the reader after this stream. */
  public static Snapshot told(EventReader reader, byte[] stream) {
    var tap = new StreamTap(reader);
    tap.feed(stream, 0, stream.length);
    return Snapshot.of(tap);
  }
}
