package dev.sluice.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A reverse proxy in front of a gateway that treats answers as it was told to. */
public final class ScriptedFront implements AutoCloseable {

  /** What becomes of an answer. */
  public enum Manner {
    PASSES_ON,
    /** Nothing goes out before the last byte has come. */
    HOLDS_BACK,
    /** The connection ends after the first event. */
    CUTS
  }

  private static final String END_OF_HEAD = "\r\n\r\n";

  private final ServerSocket server;
  private final int gateway;
  private final String header;
  private final Manner manner;

  private ScriptedFront(ServerSocket server, int gateway, String header, Manner manner) {
    this.server = server;
    this.gateway = gateway;
    this.header = header;
    this.manner = manner;
  }

  /**
   * @param header that it adds to answers
   */
  public static ScriptedFront before(int gateway, String header, Manner manner) {
    try {
      var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      var front = new ScriptedFront(server, gateway, header, manner);
      Thread.ofVirtual().name("scripted-front").start(front::accept);
      return front;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        Thread.ofVirtual().name("scripted-front-connection").start(() -> serve(caller));
      } catch (IOException _) {
        return;
      }
    }
  }

  /* One exchange per connection, so that the end of the answer is the end of the connection. */
  private void serve(Socket caller) {
    try (caller;
        var behind = new Socket(InetAddress.getLoopbackAddress(), gateway)) {
      caller.setTcpNoDelay(true);
      var in = new BufferedInputStream(caller.getInputStream());
      String head = head(in);
      OutputStream asked = behind.getOutputStream();
      asked.write(bytes(head.replaceFirst("\r\n", "\r\nconnection: close\r\n")));
      asked.write(in.readNBytes(length(head)));
      asked.flush();
      answer(new BufferedInputStream(behind.getInputStream()), caller.getOutputStream());
    } catch (IOException _) {
      // One of the two went away: the other is told by the end of its connection.
    }
  }

  private void answer(InputStream from, OutputStream to) throws IOException {
    String head = head(from).replaceFirst("\r\n", "\r\n" + header + "\r\n");
    if (manner == Manner.HOLDS_BACK) {
      byte[] body = from.readAllBytes();
      to.write(bytes(head));
      to.write(body);
      return;
    }
    to.write(bytes(head));
    to.flush();
    boolean stream = head.contains("text/event-stream");
    byte[] piece = new byte[8192];
    for (int read = from.read(piece); read >= 0; read = from.read(piece)) {
      to.write(piece, 0, read);
      to.flush();
      if (stream && manner == Manner.CUTS) {
        return;
      }
    }
  }

  private static String head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection ended within a head");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static int length(String head) {
    return head.lines()
        .map(line -> line.toLowerCase(Locale.ROOT))
        .filter(line -> line.startsWith("content-length:"))
        .map(line -> line.substring("content-length:".length()).strip())
        .findFirst()
        .map(Integer::parseInt)
        .orElse(0);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
