package dev.sluice.protocol.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A part of an answer.
 *
 * @param text null when it is no text
 * @param other its members without text, thought and signature
 */
record GeminiPart(@Nullable String text, boolean thought, String signature, ObjectNode other) {}
