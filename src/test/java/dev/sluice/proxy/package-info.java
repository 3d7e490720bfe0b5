/** Whole requests through whole gateways, and the parts that can be seen alone. */
@NullMarked
package dev.sluice.proxy;

import org.jspecify.annotations.NullMarked;
