/** Channels and keys as traffic changes them. */
@NullMarked
package dev.sluice.channel;

import org.jspecify.annotations.NullMarked;
