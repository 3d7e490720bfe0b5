package dev.sluice.testing;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an upstream does once it has read a request. Without a {@link Step.Close} or {@link
 * Step.Reset} the connection stays open for the next one.
 */
public record Script(List<Step> steps) {

  public Script {
    steps = List.copyOf(steps);
  }

  public static Script of(Step... steps) {
    return new Script(List.of(steps));
  }

  /** A head that announces chunks, and nothing yet. */
  public static Script chunked(int status, String contentType, String... headers) {
    return of(Step.send(head(status, contentType, "transfer-encoding: chunked", headers)));
  }

  /** A whole answer with its length. */
  public static Script whole(int status, String contentType, Buffer body, String... headers) {
    String length = "content-length: " + body.length();
    return of(
        Step.send(Buffer.buffer(head(status, contentType, length, headers)).appendBuffer(body)));
  }

  public Script then(Step... more) {
    return new Script(Stream.concat(steps.stream(), Stream.of(more)).toList());
  }

  /** One chunk for each piece. */
  public Script pieces(List<Buffer> pieces) {
    var all = new ArrayList<>(steps);
    pieces.forEach(piece -> all.add(new Step.Send(chunk(piece))));
    return new Script(all);
  }

  public Script pieces(String... pieces) {
    return pieces(Stream.of(pieces).map(Buffer::buffer).toList());
  }

  /** The last chunk: a clean end of the body. */
  public Script end() {
    return then(Step.send("0\r\n\r\n"));
  }

  /** The bytes of one chunk, for steps that a test puts together itself. */
  public static Buffer chunk(Buffer piece) {
    return Buffer.buffer(Integer.toHexString(piece.length()) + "\r\n")
        .appendBuffer(piece)
        .appendString("\r\n");
  }

  private static String head(int status, String contentType, String framing, String... headers) {
    var lines = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    lines.append("content-type: ").append(contentType).append("\r\n");
    lines.append(framing).append("\r\n");
    for (String header : headers) {
      lines.append(header).append("\r\n");
    }
    return lines.append("\r\n").toString();
  }
}
