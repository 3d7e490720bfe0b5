package dev.sluice.proxy;

/**
 * The head of an answer that was made of one in another protocol.
 *
 * @param warnings of what was lost; empty when nothing was
 */
record Converted(String contentType, String channelId, String warnings) {}
