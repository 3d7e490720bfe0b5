/** Gemini generateContent. */
@NullMarked
package dev.sluice.protocol.gemini;

import org.jspecify.annotations.NullMarked;
