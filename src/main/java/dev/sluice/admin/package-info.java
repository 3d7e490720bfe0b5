/**
 * Operating the gateway: administrative commands, the same for every face, and the HTTP face that
 * shows its state. Never touches a caller's request.
 */
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
