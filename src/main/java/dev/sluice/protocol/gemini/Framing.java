package dev.sluice.protocol.gemini;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What stands between the chunks of a stream. Made per answer. */
sealed interface Framing {

  String contentType();

  void before(ByteArrayOutputStream out);

  void after(ByteArrayOutputStream out);

  /** A sign of life, where there is one. */
  void ping(ByteArrayOutputStream out);

  void end(ByteArrayOutputStream out);

  /** Server-sent events with the line ends of Google's. */
  final class Events implements Framing {

    private static final byte[] OPENING = "data: ".getBytes(UTF_8);
    private static final byte[] END = "\r\n\r\n".getBytes(UTF_8);

    @Override
    public String contentType() {
      return "text/event-stream; charset=utf-8";
    }

    @Override
    public void before(ByteArrayOutputStream out) {
      out.writeBytes(OPENING);
    }

    @Override
    public void after(ByteArrayOutputStream out) {
      out.writeBytes(END);
    }

    @Override
    public void ping(ByteArrayOutputStream out) {
      out.writeBytes(GeminiDialect.INSTANCE.waiting());
    }

    @Override
    public void end(ByteArrayOutputStream out) {}
  }

  /** The elements of one JSON array. */
  final class Elements implements Framing {

    private static final byte[] FIRST = "[".getBytes(UTF_8);
    private static final byte[] NEXT = ",\r\n".getBytes(UTF_8);
    private static final byte[] LAST = "]".getBytes(UTF_8);

    private boolean begun;

    @Override
    public String contentType() {
      return "application/json; charset=utf-8";
    }

    @Override
    public void before(ByteArrayOutputStream out) {
      out.writeBytes(begun ? NEXT : FIRST);
      begun = true;
    }

    @Override
    public void after(ByteArrayOutputStream out) {}

    @Override
    public void ping(ByteArrayOutputStream out) {}

    @Override
    public void end(ByteArrayOutputStream out) {
      out.writeBytes(LAST);
    }
  }
}
