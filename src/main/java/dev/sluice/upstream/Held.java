package dev.sluice.upstream;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** What has come of an answer that is not committed yet: raw bytes, bounded. */
final class Held {

  /** Beyond this an answer is committed though no content was recognised in it. */
  static final int MOST = 64 * 1024;

  private final List<Buffer> buffers = new ArrayList<>();
  private int length;

  void add(Buffer buffer) {
    buffers.add(buffer);
    length += buffer.length();
  }

  boolean full() {
    return length > MOST;
  }

  boolean isEmpty() {
    return length == 0;
  }

  int length() {
    return length;
  }

  void clear() {
    buffers.clear();
  }

  Buffer joined() {
    if (buffers.size() == 1) {
      return buffers.getFirst();
    }
    Buffer joined = Buffer.buffer(length);
    buffers.forEach(joined::appendBuffer);
    return joined;
  }
}
