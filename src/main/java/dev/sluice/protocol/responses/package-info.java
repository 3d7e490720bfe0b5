/** OpenAI Responses. */
@NullMarked
package dev.sluice.protocol.responses;

import org.jspecify.annotations.NullMarked;
