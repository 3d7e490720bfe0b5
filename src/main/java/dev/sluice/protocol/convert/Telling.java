package dev.sluice.protocol.convert;

/**
 * What every answer tells about itself.
 *
 * @param requestId of the gateway, from which ids are made that the upstream did not give
 * @param model by the name under which the caller asked for it
 * @param epochSecond of the answer's beginning
 */
public record Telling(String requestId, String model, long epochSecond) {}
