/**
 * The exchange with a caller from first to last byte: receiving, failing over, the phases of an
 * answer, errors. Never parses what only passes through.
 */
@NullMarked
package dev.sluice.proxy;

import org.jspecify.annotations.NullMarked;
