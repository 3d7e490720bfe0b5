/**
 * The guarded outbound HTTP client: transport profiles, proxies, addresses. Never knows what a
 * request means.
 */
@NullMarked
package dev.sluice.net;

import org.jspecify.annotations.NullMarked;
