package dev.sluice.protocol;

/**
 * What the way of a request depends on, read from its body without building it.
 *
 * @param model the top-level {@code model}; empty when absent
 * @param modelStart where its value begins, the opening quote included; -1 when absent
 * @param modelEnd behind its closing quote; -1 when absent
 * @param stream whether {@code stream} is {@code true}
 * @param userId {@code metadata.user_id}; empty when absent
 * @param promptCacheKey {@code prompt_cache_key}; empty when absent
 * @param maxTokens the greatest of the limits given for the answer; 0 when absent
 */
public record RequestFacts(
    String model,
    int modelStart,
    int modelEnd,
    boolean stream,
    String userId,
    String promptCacheKey,
    long maxTokens) {}
