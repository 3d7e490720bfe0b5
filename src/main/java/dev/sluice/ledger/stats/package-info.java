/** What requests add up to: the questions that can be asked, and the figures that answer them. */
@NullMarked
package dev.sluice.ledger.stats;

import org.jspecify.annotations.NullMarked;
