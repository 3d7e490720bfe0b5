/** Tests of the words that everything else uses. */
@NullMarked
package dev.sluice.base;

import org.jspecify.annotations.NullMarked;
