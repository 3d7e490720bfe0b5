package dev.sluice.ledger.bodies;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The copies of one exchange. */
public final class Copies {

  /** Copies nothing. */
  static final Copies NONE = new Copies(null, "", Transcript.NONE);

  private final @Nullable BodyLog log;
  private final String id;
  private final Transcript response;
  private boolean worthKeeping;

  Copies(@Nullable BodyLog log, String id, Transcript response) {
    this.log = log;
    this.id = id;
    this.response = response;
  }

  /** The request has been let in and read; it need not wait for the end of the answer. */
  public void begin(Iterable<Map.Entry<String, String>> headers, byte[] body, InstantSource clock) {
    if (log != null) {
      worthKeeping = true;
      log.keep(id, Side.REQUEST_HEADERS, clock.instant(), HeaderLines.of(headers));
      log.keep(id, Side.REQUEST, clock.instant(), body);
    }
  }

  public Transcript response() {
    return response;
  }

  /** What strangers and senders of unreadable bodies were told is not worth keeping. */
  public void end(Iterable<Map.Entry<String, String>> headers, Instant time) {
    if (log != null && worthKeeping) {
      log.keep(id, Side.RESPONSE_HEADERS, time, HeaderLines.of(headers));
      log.offer(id, Side.RESPONSE, time, response);
    } else {
      response.forget();
    }
  }
}
