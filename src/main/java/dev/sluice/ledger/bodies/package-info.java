/**
 * Copies of bodies beside the request log: taken while they pass, masked, sealed and written behind
 * the requests. Never holds a request up, and never holds what it has no room for.
 */
@NullMarked
package dev.sluice.ledger.bodies;

import org.jspecify.annotations.NullMarked;
