/** The admin API, held to its own document. */
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
