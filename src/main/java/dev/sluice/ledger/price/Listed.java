package dev.sluice.ledger.price;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;

/**
 * A price of one model from one source, from a day on (UTC). It never changes: another price is
 * another entry, and a cost can name the entry that it came from for ever.
 *
 * @param revision the entry's name, made from all that it says
 */
public record Listed(String model, LocalDate from, Source source, Price price, String revision) {

  private static final int REVISION_BYTES = 8;

  /** Where a price comes from; those named later go before those named earlier. */
  public enum Source {
    /** Came with the program. */
    BUNDLED,
    /** Read from a feed or a file. */
    SYNCED,
    /** Said by the operator; nothing but the operator changes it. */
    MANUAL;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Source of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }

  public static Listed of(String model, LocalDate from, Source source, Price price) {
    String said =
        String.join("\n", model, from.toString(), source.label(), PriceText.of(price).toString());
    return new Listed(model, from, source, price, digest(said));
  }

  long fromMillis() {
    return from.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static String digest(String said) {
    try {
      byte[] all =
          MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(all, 0, REVISION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
