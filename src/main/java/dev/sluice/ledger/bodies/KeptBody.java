package dev.sluice.ledger.bodies;

/**
 * A body as operators see it.
 *
 * @param text masked; empty when it cannot be opened
 * @param length bytes of the whole body as it passed
 * @param cut whether only its beginning is kept
 * @param problem why it cannot be opened, or the empty string
 */
public record KeptBody(Side side, String text, long length, boolean cut, String problem) {}
