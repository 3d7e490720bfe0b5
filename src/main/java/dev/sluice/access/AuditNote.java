package dev.sluice.access;

import java.time.Instant;

/**
 * What somebody did to the gateway. Never has a secret in it.
 *
 * @param author as revisions name whoever calls
 * @param action what was asked for
 * @param target what it was done to; may be empty
 * @param detail one line for people; may be empty
 */
public record AuditNote(Instant time, String author, String action, String target, String detail) {}
