package dev.sluice.channel;

/**
 * What a channel needs to know of an attempt to learn from its end.
 *
 * @param holder unique in the process; names the attempt as the holder of a permit
 * @param keyEpoch the key's epoch when the attempt began
 * @param model as sent upstream
 * @param latencyMs to the first content, or 0
 */
public record Attempted(long holder, String keyId, long keyEpoch, String model, long latencyMs) {}
