/** What travels: protocols, their requests, stream framing, errors and usage. Pure; does no I/O. */
@NullMarked
package dev.sluice.protocol;

import org.jspecify.annotations.NullMarked;
