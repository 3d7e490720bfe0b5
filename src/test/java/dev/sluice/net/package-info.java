/** Tests of the way out, over real sockets on loopback. */
@NullMarked
package dev.sluice.net;

import org.jspecify.annotations.NullMarked;
