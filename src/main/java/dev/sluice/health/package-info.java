/** Probes of channels and trials of those that failed. Never takes a working channel out. */
@NullMarked
package dev.sluice.health;

import org.jspecify.annotations.NullMarked;
