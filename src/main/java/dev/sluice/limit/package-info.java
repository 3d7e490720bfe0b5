/**
 * How much each subject may use: cells of what it has used and what is reserved for it. Pure: time
 * comes in as an argument, and nothing here knows requests, keys or people.
 */
@NullMarked
package dev.sluice.limit;

import org.jspecify.annotations.NullMarked;
