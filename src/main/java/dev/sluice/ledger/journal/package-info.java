/** The files that keep records until the store has them, whatever becomes of the process. */
@NullMarked
package dev.sluice.ledger.journal;

import org.jspecify.annotations.NullMarked;
