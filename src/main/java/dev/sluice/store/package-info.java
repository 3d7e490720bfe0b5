/** SQLite behind the ports that the domain declares. Decides nothing. */
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
