package dev.sluice.protocol.responses;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.protocol.Json;
import dev.sluice.protocol.Sse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes events one after another, each with its number. Made per answer. */
final class Frames {

  private static final byte[] EVENT = "event: ".getBytes(US_ASCII);
  private static final byte[] DATA = "\ndata: ".getBytes(US_ASCII);
  private static final byte[] END = "\n\n".getBytes(US_ASCII);

  private ByteArrayOutputStream out = new ByteArrayOutputStream(0);
  private long number;

  /** The members of an event. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  /** Where the frames go from now on. */
  void to(ByteArrayOutputStream other) {
    out = other;
  }

  void comment() {
    out.writeBytes(Sse.comment());
  }

  void write(String type, Members members) {
    out.writeBytes(EVENT);
    out.writeBytes(type.getBytes(US_ASCII));
    out.writeBytes(DATA);
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      json.writeStringField("type", type);
      json.writeNumberField("sequence_number", number++);
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.writeBytes(END);
  }

  /** Writes a member that is a tree. */
  static void tree(JsonGenerator json, String name, JsonNode tree) throws IOException {
    json.writeFieldName(name);
    json.writeRawValue("");
    json.flush();
    ((OutputStream) json.getOutputTarget()).write(Json.bytes(tree));
  }
}
