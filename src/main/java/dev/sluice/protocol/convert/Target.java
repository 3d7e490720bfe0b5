package dev.sluice.protocol.convert;

/**
 * The upstream for which a request is written.
 *
 * @param channel its id, by which envelopes know whether they have come home
 * @param model as the upstream calls it
 */
public record Target(String channel, String model, UpstreamOptions options) {}
