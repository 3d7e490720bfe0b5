package dev.sluice.routing;

import dev.sluice.channel.Channel;
import dev.sluice.channel.ChannelKey;

/**
 * One way to serve a request.
 *
 * @param model as the upstream is to be asked for it
 */
public record Candidate(Channel channel, ChannelKey key, String model) {}
