package dev.sluice.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of a server-sent event stream. */
public final class Sse {

  private static final byte[] END = bytes("\n\n");

  private Sse() {}

  /** A frame that clients pass over. */
  public static byte[] comment() {
    return bytes(": keep-alive\n\n");
  }

  /** An event that is none, for clients that take everything but data for a mistake. */
  public static byte[] blank() {
    return END.clone();
  }

  /** A frame with a name. */
  public static byte[] event(String name, ObjectNode data) {
    return frame("event: " + name + "\ndata: ", data);
  }

  /** A frame without a name. */
  public static byte[] data(ObjectNode data) {
    return frame("data: ", data);
  }

  private static byte[] frame(String opening, ObjectNode data) {
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(bytes(opening));
    frame.writeBytes(Json.bytes(data));
    frame.writeBytes(END);
    return frame.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
