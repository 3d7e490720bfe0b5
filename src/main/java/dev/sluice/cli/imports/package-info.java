/** Reads the configurations of other programs, as far as they have a counterpart here. */
@NullMarked
package dev.sluice.cli.imports;

import org.jspecify.annotations.NullMarked;
