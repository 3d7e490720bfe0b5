package dev.sluice.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A place in the log, between the request it names and the next older one. */
public record Cursor(long time, String id) {

  private static final int LONGEST = 200;

  public static Cursor after(RequestRecord record) {
    return new Cursor(record.time().toEpochMilli(), record.id());
  }

  /** As callers carry it; what is inside is none of their business. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  public static Optional<Cursor> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return colon < 1 || colon == plain.length() - 1
          ? Optional.empty()
          : Optional.of(
              new Cursor(Long.parseLong(plain, 0, colon, 10), plain.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
