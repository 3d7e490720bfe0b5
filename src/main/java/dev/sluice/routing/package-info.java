/**
 * From who calls and what for, one table and the live cells, to an ordered plan. Pure: chance and
 * time come in as arguments; never sends anything.
 */
@NullMarked
package dev.sluice.routing;

import org.jspecify.annotations.NullMarked;
