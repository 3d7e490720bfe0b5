/** Small values without a home: secrets, globs, near names. Knows nothing else of the program. */
@NullMarked
package dev.sluice.base;

import org.jspecify.annotations.NullMarked;
