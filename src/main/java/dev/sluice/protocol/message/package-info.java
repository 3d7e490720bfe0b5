/**
 * The one model through which protocols are converted into each other: a request for a message, its
 * blocks, and the events of its answer, shaped like Anthropic's, the richest of them. Whatever a
 * model cannot name is carried as it came.
 */
@NullMarked
package dev.sluice.protocol.message;

import org.jspecify.annotations.NullMarked;
