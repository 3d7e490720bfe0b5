/** {@code sluice doctor}: what is wrong, seen from the gateway and from where its clients are. */
@NullMarked
package dev.sluice.cli.doctor;

import org.jspecify.annotations.NullMarked;
