package dev.sluice.cli.connect;

import dev.sluice.base.Secret;

/**
 * How a client reaches the gateway.
 *
 * @param url without a path of the API and without a slash at its end
 */
record GatewayAccess(String url, Secret key) {}
