package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it came over the wire.
 *
 * @param line the request line
 * @param headers the header lines exactly as they came, in their order
 * @param body the body without its chunk framing
 */
public record ReceivedRequest(String line, List<String> headers, Buffer body) {

  private static final int LINE_LIMIT = 64 * 1024;

  public ReceivedRequest {
    headers = List.copyOf(headers);
  }

  public String method() {
    return line.substring(0, line.indexOf(' '));
  }

  /** Path and query. */
  public String target() {
    return line.split(" ", 3)[1];
  }

  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  public List<String> headers(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .toList();
  }

  /** The credential that was presented, by whatever header; empty when none was. */
  public String key() {
    return header("x-api-key")
        .or(() -> header("x-goog-api-key"))
        .or(() -> header("authorization").map(value -> value.replaceFirst("^Bearer ", "")))
        .orElse("");
  }

  /** The next request of a connection; empty when the caller has ended it. */
  static Optional<ReceivedRequest> read(InputStream in) throws IOException {
    String line = readLine(in);
    if (line.isEmpty()) {
      return Optional.empty();
    }
    var headers = new ArrayList<String>();
    for (String next = readLine(in); !next.isEmpty(); next = readLine(in)) {
      headers.add(next);
    }
    var head = new ReceivedRequest(line, headers, Buffer.buffer());
    return Optional.of(new ReceivedRequest(line, headers, readBody(in, head)));
  }

  private static Buffer readBody(InputStream in, ReceivedRequest head) throws IOException {
    if (head.header("transfer-encoding").isPresent()) {
      return readChunks(in);
    }
    int length = head.header("content-length").map(Integer::parseInt).orElse(0);
    return Buffer.buffer(in.readNBytes(length));
  }

  private static Buffer readChunks(InputStream in) throws IOException {
    var body = Buffer.buffer();
    while (true) {
      int length = Integer.parseInt(readLine(in).split(";", 2)[0].strip(), 16);
      body.appendBytes(in.readNBytes(length));
      readLine(in);
      if (length == 0) {
        return body;
      }
    }
  }

  private static String readLine(InputStream in) throws IOException {
    var line = Buffer.buffer();
    for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
      line.appendByte((byte) next);
      if (line.length() > LINE_LIMIT) {
        throw new IOException("a line of the head is longer than " + LINE_LIMIT);
      }
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }
}
