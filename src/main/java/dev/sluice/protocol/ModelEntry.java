package dev.sluice.protocol;

/** A model in a list of models. */
public record ModelEntry(String id, String displayName, long createdEpochSecond) {}
