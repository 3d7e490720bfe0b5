/** Who is calling. */
@NullMarked
package dev.sluice.access;

import org.jspecify.annotations.NullMarked;
