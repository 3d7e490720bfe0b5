/**
 * One attempt at an upstream: what is sent, what comes back, what it means. Never picks the next.
 */
@NullMarked
package dev.sluice.upstream;

import org.jspecify.annotations.NullMarked;
