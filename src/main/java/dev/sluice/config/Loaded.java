package dev.sluice.config;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The document as it was read, checked.
 *
 * @param document the caller's own copy
 */
public record Loaded(Configuration configuration, ObjectNode document, Revision revision) {}
