/** Tests that hold for the whole program. */
@NullMarked
package dev.sluice;

import org.jspecify.annotations.NullMarked;
