/** Tests of Gemini's two sides. */
@NullMarked
package dev.sluice.protocol.gemini;

import org.jspecify.annotations.NullMarked;
