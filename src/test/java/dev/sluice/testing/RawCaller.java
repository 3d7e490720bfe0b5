package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A caller on one plain connection that sees every byte and the order in which they came.
 *
 * <p>A virtual thread reads all the time, unless the test stops it.
 */
public final class RawCaller implements AutoCloseable {

  /** How the other side ended the connection. */
  public enum End {
    OPEN,
    FIN,
    RESET
  }

  private static final int BLOCK = 16 * 1024;

  private final Socket socket;
  private final List<Buffer> arrivals = new CopyOnWriteArrayList<>();
  private boolean reading = true;
  private volatile End end = End.OPEN;

  private RawCaller(Socket socket) {
    this.socket = socket;
  }

  public static RawCaller connect(int port) {
    return connect(port, 0);
  }

  /** A caller whose own buffer is small, so that back-pressure is felt soon. */
  public static RawCaller connectNarrow(int port) {
    return connect(port, 4 * 1024);
  }

  private static RawCaller connect(int port, int receiveBuffer) {
    try {
      var socket = new Socket();
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setTcpNoDelay(true);
      var caller = new RawCaller(socket);
      Thread.ofVirtual().name("raw-caller").start(caller::read);
      return caller;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a POST with a body and these further header lines. */
  public RawCaller post(String target, String body, String... headers) {
    var head = new StringBuilder("POST " + target + " HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    head.append("content-type: application/json\r\n");
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    head.append("content-length: ").append(bytes.length).append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return send(Buffer.buffer(head.append("\r\n").toString()).appendBytes(bytes));
  }

  public RawCaller get(String target, String... headers) {
    var head = new StringBuilder("GET " + target + " HTTP/1.1\r\nhost: 127.0.0.1\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return send(Buffer.buffer(head.append("\r\n").toString()));
  }

  /** Puts these bytes on the wire, be they HTTP or not. */
  public RawCaller send(Buffer bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes());
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawCaller send(String text) {
    return send(Buffer.buffer(text));
  }

  /** Leaves what comes in the socket, after one read at most, until {@link #readOn}. */
  public synchronized RawCaller stopReading() {
    reading = false;
    return this;
  }

  public synchronized RawCaller readOn() {
    reading = true;
    notifyAll();
    return this;
  }

  /** What has come, read by read. */
  public List<Buffer> arrivals() {
    return List.copyOf(arrivals);
  }

  /** All bytes that have come. */
  public Buffer bytes() {
    var all = Buffer.buffer();
    arrivals.forEach(all::appendBuffer);
    return all;
  }

  /** All that has come as an answer; waits for its whole head. */
  public RawAnswer answer() {
    awaitText("\r\n\r\n");
    return RawAnswer.parse(bytes());
  }

  /** Waits for the end of the body or of the connection. */
  public RawAnswer wholeAnswer() {
    awaitText("\r\n\r\n");
    Waiting.until(
        "the answer is whole", () -> end != End.OPEN || RawAnswer.parse(bytes()).complete());
    return RawAnswer.parse(bytes());
  }

  /** Waits until this text is among what has come. */
  public RawCaller awaitText(String text) {
    Waiting.until(
        "'" + text + "' has come, but: " + end,
        () -> bytes().toString(StandardCharsets.ISO_8859_1).contains(text) || failIfOver(text));
    return this;
  }

  public End awaitEnd() {
    Waiting.until("the connection is over", () -> end != End.OPEN);
    return end;
  }

  /** Tears the connection down, as a client that was killed does. */
  public void cut() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Closed is all it has to be.
    }
  }

  private boolean failIfOver(String text) {
    if (end == End.OPEN || bytes().toString(StandardCharsets.ISO_8859_1).contains(text)) {
      return false;
    }
    throw new AssertionError(end + " before '" + text + "' came; so far: " + bytes());
  }

  private void read() {
    byte[] block = new byte[BLOCK];
    try {
      for (int count = 0; count >= 0; count = readOnce(block)) {
        if (count > 0) {
          arrivals.add(Buffer.buffer().appendBytes(block, 0, count));
        }
      }
      end = End.FIN;
    } catch (IOException _) {
      end = End.RESET;
    }
  }

  private int readOnce(byte[] block) throws IOException {
    awaitReading();
    return socket.getInputStream().read(block);
  }

  private synchronized void awaitReading() throws IOException {
    try {
      while (!reading) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
