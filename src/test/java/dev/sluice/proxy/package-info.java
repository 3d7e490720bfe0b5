/** The way of a request, tried through whole gateways. */
@NullMarked
package dev.sluice.proxy;

import org.jspecify.annotations.NullMarked;
