/** Requests that have not ended, looked at while somebody watches and never otherwise. */
@NullMarked
package dev.sluice.ledger.live;

import org.jspecify.annotations.NullMarked;
