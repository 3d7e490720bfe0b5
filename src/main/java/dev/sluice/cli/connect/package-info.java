/** Points coding clients at the gateway: merges their settings, prints exports, starts them. */
@NullMarked
package dev.sluice.cli.connect;

import org.jspecify.annotations.NullMarked;
