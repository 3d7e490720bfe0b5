package dev.sluice.config;

import java.net.URI;

/**
 * How what happens is booked.
 *
 * @param refuseUnbooked whether requests are refused rather than served while no journal has room
 * @param journalBytes how much each event loop's journal keeps
 * @param priceFeed where a list of prices is read from
 */
public record BooksSettings(boolean refuseUnbooked, int journalBytes, URI priceFeed) {

  private static final int USUAL_BYTES = 8 << 20;
  private static final URI USUAL_FEED =
      URI.create(
          "https://raw.githubusercontent.com/BerriAI/litellm/main/"
              + "model_prices_and_context_window.json");

  static final BooksSettings USUAL = new BooksSettings(false, USUAL_BYTES, USUAL_FEED);

  private enum WhenFull {
    SERVE,
    REFUSE
  }

  static BooksSettings read(Variables variables) throws InvalidSetting {
    var full =
        variables.choice(
            "SLUICE_JOURNAL_FULL", WhenFull.SERVE, java.util.List.of(WhenFull.values()));
    int bytes = variables.number("SLUICE_JOURNAL_MB", USUAL_BYTES >> 20, 1, 512) << 20;
    return new BooksSettings(full == WhenFull.REFUSE, bytes, feed(variables));
  }

  private static URI feed(Variables variables) throws InvalidSetting {
    String text = variables.text("SLUICE_PRICES_URL").orElse(USUAL_FEED.toString());
    if (!text.matches("https?://[^\\s/?#@]+/[^\\s#]*")) {
      throw InvalidSetting.value("SLUICE_PRICES_URL", text, "the URL of a list of prices");
    }
    return URI.create(text);
  }
}
