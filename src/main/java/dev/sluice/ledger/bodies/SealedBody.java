package dev.sluice.ledger.bodies;

import java.time.Instant;

/**
 * A body as the store has it.
 *
 * @param id the request's
 * @param length bytes of the whole body as it passed
 * @param cut whether only its beginning is kept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedBody(
    String id, Side side, Instant time, long length, boolean cut, byte[] sealed) {}
