/** Who is calling: from what a request presents to a {@code Caller}. Never asks for what. */
@NullMarked
package dev.sluice.access;

import org.jspecify.annotations.NullMarked;
