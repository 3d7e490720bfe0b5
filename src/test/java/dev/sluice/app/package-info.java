/** The whole, and what becomes of it when parts of it die. */
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
