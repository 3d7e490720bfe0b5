/** What every pair of protocols has in common. */
@NullMarked
package dev.sluice.protocol.message;

import org.jspecify.annotations.NullMarked;
