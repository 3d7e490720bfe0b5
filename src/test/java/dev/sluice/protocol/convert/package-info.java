/** What every pair of protocols has in common. */
@NullMarked
package dev.sluice.protocol.convert;

import org.jspecify.annotations.NullMarked;
