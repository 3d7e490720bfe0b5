@NullMarked
package dev.sluice.ledger.price;

import org.jspecify.annotations.NullMarked;
