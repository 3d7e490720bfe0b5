/** The web panel's files, as browsers get them. */
@NullMarked
package dev.sluice.admin.panel;

import org.jspecify.annotations.NullMarked;
