/** What happened, as records of ids and figures; knows neither channels nor people. */
@NullMarked
package dev.sluice.ledger;

import org.jspecify.annotations.NullMarked;
