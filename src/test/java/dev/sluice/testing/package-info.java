/**
 * What other packages' tests stand on: upstreams that speak the wire as a script says, callers that
 * see every byte, and seeded cuts.
 */
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
