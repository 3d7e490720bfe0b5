/**
 * Conversion of requests and answers between protocols, through {@code protocol.message}: the two
 * sides that every protocol has, and what gets lost between them.
 */
@NullMarked
package dev.sluice.protocol.convert;

import org.jspecify.annotations.NullMarked;
