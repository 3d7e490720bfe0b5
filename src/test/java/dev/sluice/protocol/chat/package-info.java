/** Tests of one protocol's readers. */
@NullMarked
package dev.sluice.protocol.chat;

import org.jspecify.annotations.NullMarked;
