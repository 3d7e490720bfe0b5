/** Tests of one attempt at an upstream. */
@NullMarked
package dev.sluice.upstream;

import org.jspecify.annotations.NullMarked;
