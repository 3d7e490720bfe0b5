/** The command line: reads arguments, prints results, maps failures to exit codes. */
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
