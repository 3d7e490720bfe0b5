/** Channels, their keys, and the live state that attempts leave behind. Never sends anything. */
@NullMarked
package dev.sluice.channel;

import org.jspecify.annotations.NullMarked;
