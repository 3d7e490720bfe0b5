/** Typed topics over the local event bus. Never carries a secret or a byte of a stream. */
@NullMarked
package dev.sluice.bus;

import org.jspecify.annotations.NullMarked;
