package dev.sluice.config;

import java.time.Instant;

/**
 * One accepted change of the document.
 *
 * @param number counts from 1; 0 is the empty configuration before any
 * @param author who made it; {@code file} for an edit by hand
 * @param hash of what the document says, however it is formatted
 */
public record Revision(long number, Instant time, String author, String summary, String hash) {

  public static final Revision NONE = new Revision(0, Instant.EPOCH, "", "", "");
}
