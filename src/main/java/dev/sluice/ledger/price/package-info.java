/**
 * What tokens cost: the table of prices, how one is found, and the sum. Reads no clock, no file.
 */
@NullMarked
package dev.sluice.ledger.price;

import org.jspecify.annotations.NullMarked;
