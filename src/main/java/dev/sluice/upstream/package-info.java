/**
 * One attempt at one upstream: connect, send, hold, and say what its end means. Never chooses what
 * is tried next.
 */
@NullMarked
package dev.sluice.upstream;

import org.jspecify.annotations.NullMarked;
