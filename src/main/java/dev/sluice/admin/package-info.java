/**
 * Operating the gateway: commands on its configuration, and the HTTP face that shows its state.
 * Never touches a caller's request.
 */
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
