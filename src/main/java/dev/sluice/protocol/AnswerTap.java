package dev.sluice.protocol;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * Listens to the bytes of a whole JSON answer and tells what they mean, without keeping them.
 *
 * <p>Made per response, used by one thread.
 */
public final class AnswerTap {

  private enum State {
    READING,
    DONE,
    MALFORMED,
    /** Beyond what the parser takes; nothing is wrong with it as far as was seen. */
    BLIND
  }

  private final AnswerReader reader;
  private final JsonParser parser = Json.feedable();
  private final ByteArrayFeeder feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  private final Scalar scalar = new Scalar(parser);
  private final JsonWalk walk;
  private State state = State.READING;

  /** A tap for the protocol that the reader understands. */
  public AnswerTap(AnswerReader reader) {
    this.reader = reader;
    this.walk = new JsonWalk(reader);
  }

  public void feed(byte[] bytes, int offset, int length) {
    if (length == 0 || state == State.MALFORMED || state == State.BLIND) {
      return;
    }
    try {
      feeder.feedInput(bytes, offset, offset + length);
      read();
    } catch (StreamConstraintsException e) {
      state = State.BLIND;
    } catch (IOException e) {
      state = State.MALFORMED;
    }
  }

  private void read() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      if (state == State.DONE) {
        throw new JsonParseException(parser, "more than one document");
      }
      if (walk.step(token, parser, scalar)) {
        state = State.DONE;
      }
      token = parser.nextToken();
    }
  }

  /** There is no more. */
  public void finish() {
    feeder.endOfInput();
    if (state == State.DONE) {
      try {
        read();
      } catch (IOException e) {
        state = State.MALFORMED;
      }
    }
    if (state == State.READING) {
      state = State.MALFORMED;
    }
  }

  /** Whether it is an error object, whatever its status said. */
  public boolean isError() {
    return reader.error();
  }

  /** Whether it holds neither content nor a reason for having none. */
  public boolean empty() {
    return state != State.BLIND && reader.empty();
  }

  /** Whether it is not one JSON object or array; known for good after {@link #finish}. */
  public boolean malformed() {
    return state == State.MALFORMED;
  }

  /** Whether one whole value has come. */
  public boolean whole() {
    return state == State.DONE;
  }

  public Usage usage() {
    return reader.usage();
  }
}
