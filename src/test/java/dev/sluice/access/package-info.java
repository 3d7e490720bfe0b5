/** Tests of who may come in. */
@NullMarked
package dev.sluice.access;

import org.jspecify.annotations.NullMarked;
