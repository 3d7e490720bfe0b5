package dev.sluice.cli;

import dev.sluice.base.Secret;

/**
 * How a gateway is reached.
 *
 * @param url without a path of the API and without a slash at its end
 */
public record GatewayAccess(String url, Secret key) {}
