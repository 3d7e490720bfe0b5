package dev.sluice.protocol;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The recorded streams among the test's resources. */
final class Streams {

  private Streams() {}

  static byte[] read(String name) {
    try (InputStream in = Streams.class.getResourceAsStream("convert/" + name + ".in.sse")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StreamTap tapped(Protocol protocol, byte[] stream) {
    var tap = Dialect.of(protocol).streamTap();
    tap.feed(stream, 0, stream.length);
    return tap;
  }
}
