package dev.sluice.limit;

import java.util.Optional;

/**
 * What a request is likely to use.
 *
 * @param tokens of prompt and answer
 * @param nanos of a dollar
 * @param session the conversation that it belongs to
 */
public record Ask(long tokens, long nanos, Optional<String> session) {}
