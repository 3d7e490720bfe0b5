/** Tests of one protocol's readers. */
@NullMarked
package dev.sluice.protocol.responses;

import org.jspecify.annotations.NullMarked;
