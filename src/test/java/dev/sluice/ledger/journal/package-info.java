@NullMarked
package dev.sluice.ledger.journal;

import org.jspecify.annotations.NullMarked;
