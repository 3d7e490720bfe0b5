/** Plans and the places of conversations. */
@NullMarked
package dev.sluice.routing;

import org.jspecify.annotations.NullMarked;
