package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bytes of an HTTP/1.1 answer, as far as they have come.
 *
 * @param headers the header lines as they came
 * @param body what has come of the body, without its chunk framing
 * @param complete whether the body has come to the end that its framing announced
 */
public record RawAnswer(int status, List<String> headers, Buffer body, boolean complete) {

  public RawAnswer {
    headers = List.copyOf(headers);
  }

  static RawAnswer parse(Buffer bytes) {
    String latin = bytes.toString(StandardCharsets.ISO_8859_1);
    int headEnd = latin.indexOf("\r\n\r\n");
    List<String> lines = List.of(latin.substring(0, headEnd).split("\r\n"));
    int status = Integer.parseInt(lines.getFirst().split(" ", 3)[1]);
    var head = new RawAnswer(status, lines.subList(1, lines.size()), Buffer.buffer(), false);
    Buffer rest = bytes.getBuffer(headEnd + 4, bytes.length());
    return head.header("transfer-encoding").isPresent() ? head.chunked(rest) : head.plain(rest);
  }

  public Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private RawAnswer plain(Buffer rest) {
    int length = header("content-length").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
    boolean whole = rest.length() >= length;
    return new RawAnswer(
        status, headers, rest.getBuffer(0, Math.min(length, rest.length())), whole);
  }

  private RawAnswer chunked(Buffer rest) {
    String latin = rest.toString(StandardCharsets.ISO_8859_1);
    var body = Buffer.buffer();
    int at = 0;
    while (true) {
      int lineEnd = latin.indexOf("\r\n", at);
      if (lineEnd < 0) {
        return new RawAnswer(status, headers, body, false);
      }
      int length = Integer.parseInt(latin.substring(at, lineEnd), 16);
      int from = lineEnd + 2;
      if (length == 0) {
        return new RawAnswer(status, headers, body, latin.startsWith("\r\n", from));
      }
      body.appendBuffer(rest.getBuffer(from, Math.min(from + length, rest.length())));
      at = from + length + 2;
      if (at > rest.length()) {
        return new RawAnswer(status, headers, body, false);
      }
    }
  }
}
