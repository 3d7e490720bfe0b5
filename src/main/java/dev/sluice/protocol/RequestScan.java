package dev.sluice.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** One pass over the bytes of a request body, as fast as the bytes can be looked at. */
public final class RequestScan {

  /** Longer models are refused, longer other texts are taken for absent. */
  static final int LONGEST_TEXT = 1024;

  /** Every name of interest fits, even with all its letters escaped. */
  private static final int LONGEST_NAME = 6 * "max_completion_tokens".length();

  private static final int LONGEST_NUMBER = 32;

  private final byte[] body;
  private final JsonCursor cursor;
  private String model = "";
  private int modelStart = -1;
  private int modelEnd = -1;
  private boolean stream;
  private String userId = "";
  private String promptCacheKey = "";
  private long maxTokens;

  private RequestScan(byte[] body, int from, int length) {
    this.body = body;
    this.cursor = new JsonCursor(body, from, length);
  }

  /**
   * Reads the facts from the first {@code length} bytes of {@code body}, which must be one JSON
   * object.
   */
  public static RequestFacts scan(byte[] body, int length) throws MalformedRequest {
    Objects.checkFromIndexSize(0, length, body.length);
    var scan = new RequestScan(body, ByteOrderMark.length(body, 0, length), length);
    scan.root();
    return new RequestFacts(
        scan.model,
        scan.modelStart,
        scan.modelEnd,
        scan.stream,
        scan.userId,
        scan.promptCacheKey,
        scan.maxTokens);
  }

  /** A model's name as JSON, to stand in the place of the one that a scan found. */
  public static byte[] modelToken(String model) {
    byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(model);
    byte[] token = new byte[quoted.length + 2];
    token[0] = '"';
    System.arraycopy(quoted, 0, token, 1, quoted.length);
    token[token.length - 1] = '"';
    return token;
  }

  private void root() throws MalformedRequest {
    if (cursor.peek() < 0) {
      throw new MalformedRequest("", "the body is empty; send one JSON object");
    }
    cursor.members(LONGEST_NAME, this::topLevel);
    cursor.finish();
  }

  private void topLevel(String name) throws MalformedRequest {
    switch (name) {
      case "model" -> model();
      case "stream" -> {
        stream = cursor.peek() == 't';
        cursor.skipValue();
      }
      case "metadata" -> metadata();
      case "prompt_cache_key" -> promptCacheKey = optionalText();
      case "max_tokens", "max_completion_tokens", "max_output_tokens" ->
          maxTokens = Math.max(maxTokens, optionalCount());
      default -> cursor.skipValue();
    }
  }

  private void metadata() throws MalformedRequest {
    userId = "";
    if (cursor.peek() == '{') {
      cursor.members(LONGEST_NAME, this::metadataMember);
    } else {
      cursor.skipValue();
    }
  }

  private void metadataMember(String name) throws MalformedRequest {
    if (name.equals("user_id")) {
      userId = optionalText();
    } else {
      cursor.skipValue();
    }
  }

  private void model() throws MalformedRequest {
    int found = cursor.peek();
    int start = cursor.position();
    if (modelStart >= 0) {
      throw refused("a second one at byte %d; send it once", start);
    }
    if (found != '"') {
      cursor.skipValue();
      throw refused("no string at byte %d; send the model's name in quotes", start);
    }
    cursor.string();
    modelStart = start;
    modelEnd = cursor.position();
    if (modelEnd - modelStart > LONGEST_TEXT) {
      throw refused("longer than " + LONGEST_TEXT + " bytes at byte %d; send a name", start);
    }
    model = cursor.text(modelStart, modelEnd, "/model");
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(model)) {
      throw refused("half a character escaped at byte %d; send both halves", start);
    }
  }

  private static MalformedRequest refused(String why, int at) {
    return new MalformedRequest("/model", "model: " + why.formatted(at));
  }

  private String optionalText() throws MalformedRequest {
    if (cursor.peek() != '"') {
      cursor.skipValue();
      return "";
    }
    int start = cursor.position();
    cursor.string();
    int stop = cursor.position();
    return stop - start > LONGEST_TEXT ? "" : cursor.text(start, stop, "");
  }

  private long optionalCount() throws MalformedRequest {
    int first = cursor.peek();
    int start = cursor.position();
    cursor.skipValue();
    int length = cursor.position() - start;
    if (first < '0' || first > '9' || length > LONGEST_NUMBER) {
      return 0;
    }
    String digits = new String(body, start, length, StandardCharsets.ISO_8859_1);
    return (long) Double.parseDouble(digits);
  }
}
