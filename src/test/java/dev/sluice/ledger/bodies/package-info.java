@NullMarked
package dev.sluice.ledger.bodies;

import org.jspecify.annotations.NullMarked;
