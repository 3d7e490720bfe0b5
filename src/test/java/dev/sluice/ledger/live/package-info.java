@NullMarked
package dev.sluice.ledger.live;

import org.jspecify.annotations.NullMarked;
