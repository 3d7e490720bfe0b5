/**
 * The administrative commands, the same for every face: a command record in, a result out. Never
 * prints anything.
 */
@NullMarked
package dev.sluice.admin;

import org.jspecify.annotations.NullMarked;
