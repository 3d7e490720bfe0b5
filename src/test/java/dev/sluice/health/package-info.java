/** Probes and trials. */
@NullMarked
package dev.sluice.health;

import org.jspecify.annotations.NullMarked;
