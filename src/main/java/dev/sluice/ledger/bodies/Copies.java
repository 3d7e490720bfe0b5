package dev.sluice.ledger.bodies;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The copies of one exchange. */
public final class Copies {

  /** Copies nothing. */
  static final Copies NONE = new Copies(null, "", Transcript.NONE, Transcript.NONE);

  private final @Nullable BodyLog log;
  private final String id;
  private final Transcript request;
  private final Transcript response;
  private boolean worthKeeping;

  Copies(@Nullable BodyLog log, String id, Transcript request, Transcript response) {
    this.log = log;
    this.id = id;
    this.request = request;
    this.response = response;
  }

  /** The request has been let in and read; its body need not wait for the end of the answer. */
  public void begin(byte[] body, InstantSource clock) {
    if (log != null) {
      worthKeeping = true;
      request.add(body);
      log.offer(id, Side.REQUEST, clock.instant(), request);
    }
  }

  public Transcript response() {
    return response;
  }

  /** What strangers and senders of unreadable bodies were told is not worth keeping. */
  public void end(Instant time) {
    if (log != null && worthKeeping) {
      log.offer(id, Side.RESPONSE, time, response);
    } else {
      response.forget();
    }
  }
}
