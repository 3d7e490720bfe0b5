/** Wiring and life cycle: the only package that knows every other one but the command line. */
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
