package dev.sluice.ledger.stats;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A place in the list of conversations. */
public record SessionCursor(long last, String session, String key) {

  private static final int LONGEST = 1200;

  public static SessionCursor after(SessionLine line) {
    return new SessionCursor(line.last().toEpochMilli(), line.session(), line.key());
  }

  /** As callers carry it; what is inside is none of their business. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((last + "\n" + key + "\n" + session).getBytes(StandardCharsets.UTF_8));
  }

  public static Optional<SessionCursor> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", 3);
      return parts.length < 3
          ? Optional.empty()
          : Optional.of(new SessionCursor(Long.parseLong(parts[0]), parts[2], parts[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
