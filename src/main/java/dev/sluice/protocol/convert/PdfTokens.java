package dev.sluice.protocol.convert;

import dev.sluice.protocol.message.Source;

/** What a PDF counts for: by its length, since its pages are compressed. */
final class PdfTokens {

  /**
   * Anthropic's documentation: 1,500 to 3,000 tokens of text for each page, and a picture of it.
   */
  static final long OF_PAGE = 2_200;

  private static final long BYTES_OF_PAGE = 50_000;

  private PdfTokens() {}

  static long of(Source.Base64 document) {
    long bytes = document.data().length() * 3L / 4;
    return OF_PAGE * Math.max(1, Math.ceilDiv(bytes, BYTES_OF_PAGE));
  }
}
